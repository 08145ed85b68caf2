using System.Buffers;
using System.Buffers.Text;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Seals contents into the strings that we hand out, and opens them again. Opening answers null for everything that we did not make
/// for this site and this kind: truncated, extended, altered, another's.</summary>
public sealed class SealedHandles(ISealer sealer)
{
    /// <summary>The longest handle that is looked at, in characters (W-6).</summary>
    public const int MaximumLength = 8192;

    /// <summary>Seals a refresh token.</summary>
    public Secret Seal(SiteId site, RefreshToken token) => SealRaw(site, HandleKind.RefreshToken, HandleCodec.Write(token));

    /// <summary>Seals an access token.</summary>
    public Secret Seal(SiteId site, AccessToken token) => SealRaw(site, HandleKind.AccessToken, HandleCodec.Write(token));

    /// <summary>Seals a session cookie.</summary>
    public Secret Seal(SiteId site, SessionCookie cookie) => SealRaw(site, HandleKind.SessionCookie, HandleCodec.Write(cookie));

    /// <summary>Opens a refresh token.</summary>
    public RefreshToken? OpenRefreshToken(SiteId site, Secret handle) =>
        OpenRaw(site, HandleKind.RefreshToken, handle) is { } contents ? HandleCodec.TryRead(contents, HandleCodec.ReadRefreshToken) : null;

    /// <summary>Opens an access token.</summary>
    public AccessToken? OpenAccessToken(SiteId site, Secret handle) =>
        OpenRaw(site, HandleKind.AccessToken, handle) is { } contents ? HandleCodec.TryRead(contents, HandleCodec.ReadAccessToken) : null;

    /// <summary>Opens a session cookie.</summary>
    public SessionCookie? OpenSessionCookie(SiteId site, Secret handle) =>
        OpenRaw(site, HandleKind.SessionCookie, handle) is { } contents ? HandleCodec.TryRead(contents, HandleCodec.ReadSessionCookie) : null;

    /// <summary>Seals bytes of a kind that has no record here.</summary>
    public Secret SealRaw(SiteId site, HandleKind kind, byte[] contents) =>
        new(string.Concat(HandlePrefix.Of(kind), Base64Url.EncodeToString(sealer.Seal(site, kind, contents))));

    /// <summary>Opens bytes of a kind; null for anything that we did not make.</summary>
    public byte[]? OpenRaw(SiteId site, HandleKind kind, Secret handle)
    {
        var text = handle.Reveal().AsSpan();
        var prefix = HandlePrefix.Of(kind);
        if (text.Length is 0 or > MaximumLength || !text.StartsWith(prefix, StringComparison.Ordinal)) return null;
        return Decode(text[prefix.Length..]) is { } bytes ? sealer.Open(site, kind, bytes) : null;
    }

    /// <summary>Strict base64url: no padding, no white space, and no second spelling of the same bytes in the last character's spare bits.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // Not TryDecodeFromChars: it throws for what is no base64url.
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done) return null;
        if (written != bytes.Length) Array.Resize(ref bytes, written);
        Span<char> again = text.Length <= 1024 ? stackalloc char[text.Length] : new char[text.Length];
        return Base64Url.TryEncodeToChars(bytes, again, out var length) && text.SequenceEqual(again[..length]) ? bytes : null;
    }
}

using System.Collections.Immutable;

namespace Vestibule.Engine.Model.RedirectUris;

/// <summary>The rules for a redirect URI that an operator registers (W-13, S-10). Each answers why not, or null.</summary>
public static class RedirectUriRegistration
{
    private static readonly ImmutableArray<Func<Candidate, string?>> InOrder =
        [HasPlainCharacters, HasNoFragment, HasNoWildcard, IsAbsolute, HasNoUserInfo, HasAllowedScheme];

    private static readonly System.Buffers.SearchValues<char> NeedEncoding = System.Buffers.SearchValues.Create("\\\"<>^`{|}");

    private static readonly string[] NeverAllowed =
        ["javascript", "data", "vbscript", "file", "blob", "about", "view-source", "ws", "wss", "ftp", "mailto", "filesystem", "intent"];

    /// <summary>Why the URI cannot be registered; null when it can.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="publicClient">Custom schemes are for public clients only.</param>
    public static string? Refuses(string uri, bool publicClient)
    {
        var candidate = new Candidate(uri, Uri.TryCreate(uri, UriKind.Absolute, out var parsed) ? parsed : null, publicClient);
        return InOrder.Select(rule => rule(candidate)).FirstOrDefault(reason => reason is not null);
    }

    /// <summary>Only printable ASCII, and not too much: what a browser would normalise must not be registered.</summary>
    internal static string? HasPlainCharacters(Candidate candidate) =>
        candidate.Text.Length is 0 or > RedirectUri.MaximumLength ? "must have 1 to 2048 characters"
        : candidate.Text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e') || candidate.Text.AsSpan().ContainsAny(NeedEncoding)
            ? "must hold only the characters of RFC 3986; encode others with %"
            : null;

    /// <summary>The fragment is where the code goes (RFC 6749 §3.1.2).</summary>
    internal static string? HasNoFragment(Candidate candidate) => candidate.Text.Contains('#', StringComparison.Ordinal) ? "must have no fragment" : null;

    /// <summary>No wildcard at all (RFC 9700 §4.1.3).</summary>
    internal static string? HasNoWildcard(Candidate candidate) => candidate.Text.Contains('*', StringComparison.Ordinal) ? "must have no wildcard" : null;

    /// <summary>A redirect URI is absolute (RFC 6749 §3.1.2): it names its scheme. On Unix a path alone parses as a file's address.</summary>
    internal static string? IsAbsolute(Candidate candidate) =>
        candidate.Parsed is { } parsed && candidate.Text.StartsWith(parsed.Scheme + ":", StringComparison.OrdinalIgnoreCase) ? null : "must be an absolute URI";

    /// <summary><c>https://good@evil/</c> reads like good.</summary>
    internal static string? HasNoUserInfo(Candidate candidate) =>
        candidate.Parsed!.UserInfo.Length > 0 || Authority(candidate.Text).Contains('@', StringComparison.Ordinal) ? "must have no user part before the host" : null;

    /// <summary>https; http on loopback; a private-use scheme with a dot for public clients (RFC 8252 §7.1).</summary>
    internal static string? HasAllowedScheme(Candidate candidate)
    {
        var scheme = candidate.Text[..candidate.Text.IndexOf(':', StringComparison.Ordinal)];
        if (!scheme.Equals(scheme.ToLowerInvariant(), StringComparison.Ordinal)) return "must have its scheme in lower case";
        if (NeverAllowed.Contains(scheme)) return $"must not use the scheme {scheme}";
        return scheme switch
        {
            "https" => candidate.Parsed!.Host.Length > 0 ? null : "must name a host",
            "http" => candidate.Parsed!.IsLoopback && candidate.Parsed.Host is "localhost" or "127.0.0.1" or "[::1]" ? null
                : "must use https; http is for localhost, 127.0.0.1 and [::1]",
            _ when !scheme.Contains('.', StringComparison.Ordinal) => "must use https, or a scheme with a dot such as com.example.app",
            _ => candidate.PublicClient ? null : "may use a scheme of its own only for a public client",
        };
    }

    private static string Authority(string uri)
    {
        var start = uri.IndexOf("//", StringComparison.Ordinal);
        if (start < 0) return "";
        var rest = uri[(start + 2)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>A URI that asks to be registered.</summary>
    /// <param name="Text">As written.</param>
    /// <param name="Parsed">As parsed; null when it is not an absolute URI.</param>
    /// <param name="PublicClient">Whether the client is public.</param>
    internal sealed record Candidate(string Text, Uri? Parsed, bool PublicClient);
}

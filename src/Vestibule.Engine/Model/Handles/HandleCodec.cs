using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Handles;

/// <summary>The binary form of each handle's contents: version 1, fields in the order of the record, absent ones told by a byte of flags.</summary>
internal static class HandleCodec
{
    private const byte Version = 1;

    internal static byte[] Write(AuthorizationCode code)
    {
        var writer = new ContentsWriter(stackalloc byte[512]);
        writer.Byte(Version);
        writer.Byte(Flags(code.Session is not null, code.Acr is not null, code.Amr is not null, code.Nonce is not null,
            code.CodeChallenge is not null, code.KeyThumbprint is not null));
        writer.Id(code.Grant.Value);
        writer.Text(code.ClientId);
        writer.Bytes(code.RedirectUriHash.Span);
        writer.Text(code.Scope);
        writer.Texts(code.Resources);
        writer.Id(code.Subject.Value);
        if (code.Session is { } session) writer.Id(session.Value);
        writer.Time(code.AuthenticatedAt);
        if (code.Acr is not null) writer.Text(code.Acr);
        if (code.Amr is not null) writer.Text(code.Amr);
        if (code.Nonce is not null) writer.Text(code.Nonce);
        if (code.CodeChallenge is { } challenge) writer.Bytes(challenge.Span);
        if (code.KeyThumbprint is { } thumbprint) writer.Bytes(thumbprint.Span);
        Write(ref writer, code.Epochs);
        writer.Time(code.ExpiresAt);
        return writer.ToArray();
    }

    internal static AuthorizationCode ReadAuthorizationCode(ReadOnlySpan<byte> contents)
    {
        var reader = Begin(contents);
        var flags = reader.Byte();
        return End(ref reader, new AuthorizationCode
        {
            Grant = new GrantId(reader.Id()),
            ClientId = reader.Text(),
            RedirectUriHash = reader.Bytes(),
            Scope = reader.Text(),
            Resources = reader.Texts(),
            Subject = new SubjectId(reader.Id()),
            Session = Has(flags, 0) ? new SessionId(reader.Id()) : null,
            AuthenticatedAt = reader.Time(),
            Acr = Has(flags, 1) ? reader.Text() : null,
            Amr = Has(flags, 2) ? reader.Text() : null,
            Nonce = Has(flags, 3) ? reader.Text() : null,
            CodeChallenge = Has(flags, 4) ? reader.Bytes() : default(ReadOnlyMemory<byte>?),
            KeyThumbprint = Has(flags, 5) ? reader.Bytes() : default(ReadOnlyMemory<byte>?),
            Epochs = ReadEpochs(ref reader),
            ExpiresAt = reader.Time(),
        });
    }

    internal static byte[] Write(RefreshToken token)
    {
        var writer = new ContentsWriter(stackalloc byte[384]);
        writer.Byte(Version);
        writer.Byte(Flags(token.KeyThumbprint is not null));
        writer.Id(token.Grant.Value);
        writer.Int(token.Generation);
        writer.Text(token.ClientId);
        writer.Id(token.Subject.Value);
        writer.Bytes(token.RedirectUriHash.Span);
        writer.Text(token.Scope);
        writer.Texts(token.Resources);
        if (token.KeyThumbprint is { } thumbprint) writer.Bytes(thumbprint.Span);
        Write(ref writer, token.Epochs);
        writer.Time(token.ExpiresAt);
        return writer.ToArray();
    }

    internal static RefreshToken ReadRefreshToken(ReadOnlySpan<byte> contents)
    {
        var reader = Begin(contents);
        var flags = reader.Byte();
        return End(ref reader, new RefreshToken
        {
            Grant = new GrantId(reader.Id()),
            Generation = reader.Int(),
            ClientId = reader.Text(),
            Subject = new SubjectId(reader.Id()),
            RedirectUriHash = reader.Bytes(),
            Scope = reader.Text(),
            Resources = reader.Texts(),
            KeyThumbprint = Has(flags, 0) ? reader.Bytes() : default(ReadOnlyMemory<byte>?),
            Epochs = ReadEpochs(ref reader),
            ExpiresAt = reader.Time(),
        });
    }

    internal static byte[] Write(AccessToken token)
    {
        var writer = new ContentsWriter(stackalloc byte[384]);
        writer.Byte(Version);
        writer.Byte(Flags(token.Grant is not null, token.Subject is not null, token.KeyThumbprint is not null));
        writer.Id(token.Id);
        if (token.Grant is { } grant) writer.Id(grant.Value);
        writer.Text(token.ClientId);
        if (token.Subject is { } subject) writer.Id(subject.Value);
        writer.Text(token.Scope);
        writer.Texts(token.Resources);
        if (token.KeyThumbprint is { } thumbprint) writer.Bytes(thumbprint.Span);
        Write(ref writer, token.Epochs);
        writer.Time(token.IssuedAt);
        writer.Time(token.ExpiresAt);
        return writer.ToArray();
    }

    internal static AccessToken ReadAccessToken(ReadOnlySpan<byte> contents)
    {
        var reader = Begin(contents);
        var flags = reader.Byte();
        return End(ref reader, new AccessToken
        {
            Id = reader.Id(),
            Grant = Has(flags, 0) ? new GrantId(reader.Id()) : null,
            ClientId = reader.Text(),
            Subject = Has(flags, 1) ? new SubjectId(reader.Id()) : null,
            Scope = reader.Text(),
            Resources = reader.Texts(),
            KeyThumbprint = Has(flags, 2) ? reader.Bytes() : default(ReadOnlyMemory<byte>?),
            Epochs = ReadEpochs(ref reader),
            IssuedAt = reader.Time(),
            ExpiresAt = reader.Time(),
        });
    }

    internal static byte[] Write(SessionCookie cookie)
    {
        var writer = new ContentsWriter(stackalloc byte[64]);
        writer.Byte(Version);
        writer.Id(cookie.Session.Value);
        writer.Int(cookie.SiteEpoch);
        writer.Int(cookie.SubjectEpoch);
        return writer.ToArray();
    }

    internal static SessionCookie ReadSessionCookie(ReadOnlySpan<byte> contents)
    {
        var reader = Begin(contents);
        return End(ref reader, new SessionCookie(new SessionId(reader.Id()), reader.Int(), reader.Int()));
    }

    /// <summary>Reads contents that were authenticated; null when they are of a version that this program does not know, as after a step back to an older one.</summary>
    /// <remarks>A new version of the contents is read for a whole release before any program writes it, so that two releases can serve side by side.</remarks>
    internal static T? TryRead<T>(byte[] contents, Reading<T> read)
        where T : class
    {
        try
        {
            return read(contents);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Reads one kind of contents.</summary>
    internal delegate T Reading<out T>(ReadOnlySpan<byte> contents);

    private static ContentsReader Begin(ReadOnlySpan<byte> contents)
    {
        var reader = new ContentsReader(contents);
        return reader.Byte() == Version ? reader : throw new FormatException("A handle of another version.");
    }

    private static T End<T>(ref ContentsReader reader, T value) =>
        reader.AtEnd ? value : throw new FormatException("A handle is too long.");

    private static void Write(ref ContentsWriter writer, Epochs epochs)
    {
        writer.Int(epochs.Site);
        writer.Int(epochs.Client);
        writer.Int(epochs.Subject);
    }

    private static Epochs ReadEpochs(ref ContentsReader reader) => new(reader.Int(), reader.Int(), reader.Int());

    private static byte Flags(params ReadOnlySpan<bool> present)
    {
        byte flags = 0;
        for (var i = 0; i < present.Length; i++)
        {
            if (present[i]) flags |= (byte)(1 << i);
        }

        return flags;
    }

    private static bool Has(byte flags, int bit) => (flags & (1 << bit)) != 0;
}

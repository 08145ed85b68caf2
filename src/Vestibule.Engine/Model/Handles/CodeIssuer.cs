using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Seals authorization codes and opens them again. Contents over 1 KB are parked, and the code names them, so that no redirect grows too long.</summary>
public sealed class CodeIssuer(SealedHandles handles, IPushedRequestStore parked, TimeProvider clock)
{
    /// <summary>The most bytes that a code seals by itself.</summary>
    public const int MaximumSealed = 1024;

    private const byte Whole = 0;
    private const byte Parked = 1;

    /// <summary>Makes the code. No database work unless its contents are over <see cref="MaximumSealed"/>.</summary>
    public async ValueTask<Secret> SealAsync(SiteId site, AuthorizationCode code, CancellationToken ct)
    {
        var contents = HandleCodec.Write(code);
        if (contents.Length <= MaximumSealed) return handles.SealRaw(site, HandleKind.AuthorizationCode, [Whole, .. contents]);

        // What is parked is sealed as well, so the database learns nothing.
        var sealedContents = System.Text.Encoding.ASCII.GetBytes(handles.SealRaw(site, HandleKind.AuthorizationCode, [Whole, .. contents]).Reveal());
        var id = await parked.ParkAsync(site, sealedContents, code.ExpiresAt, ct).ConfigureAwait(false);
        return handles.SealRaw(site, HandleKind.AuthorizationCode, [Parked, .. id.ToByteArray(bigEndian: true)]);
    }

    /// <summary>Opens a code; null for anything that we did not make, and for parked contents that have expired.</summary>
    public async ValueTask<AuthorizationCode?> OpenAsync(SiteId site, Secret code, CancellationToken ct)
    {
        var contents = handles.OpenRaw(site, HandleKind.AuthorizationCode, code);
        if (contents is [Parked, .. var id])
        {
            var row = await parked.FindAsync(site, new Guid(id, bigEndian: true), clock.GetUtcNow(), ct).ConfigureAwait(false);
            contents = row is null ? null : handles.OpenRaw(site, HandleKind.AuthorizationCode, new Secret(System.Text.Encoding.ASCII.GetString(row)));
        }

        return contents is [Whole, .. var whole] ? HandleCodec.TryRead(whole, HandleCodec.ReadAuthorizationCode) : null;
    }
}

using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Endpoints.Revoke;

/// <summary>Revocation (RFC 7009): either token ends the whole grant (W-61). It answers the same for tokens that it does not know (RFC 7009 §2.2).</summary>
public sealed class Revocation(SealedHandles handles, IGrantStore grants, EndedSet ended, ChangeFollower feed, TimeProvider clock)
{
    /// <summary>Ends what the token names. When this returns, no node answers for it within a second, and this one not at all.</summary>
    /// <param name="site">The site.</param>
    /// <param name="token">An access or refresh token, expired or not; anything else is passed over.</param>
    /// <param name="caller">The client that authenticated; only its own tokens are ended (RFC 7009 §2.1). Null where possession is enough (W-60).</param>
    /// <param name="ct">Cancels the waiting, not the revocation: who signs out and leaves must be signed out.</param>
    public async Task RevokeAsync(Site site, Secret token, Client? caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (handles.OpenAccessToken(site.Id, token) is { } access && MayRevoke(caller, access.ClientId))
        {
            if (ended.Has(site.Id, access)) return;
            if (access.Grant is { } grant) await grants.EndAsync(site.Id, grant, EndReason.Revoked, now, CancellationToken.None).ConfigureAwait(false);
            else if (now < access.ExpiresAt) await grants.EndTokenAsync(site.Id, access.Id, access.ExpiresAt, now, CancellationToken.None).ConfigureAwait(false);
        }
        else if (handles.OpenRefreshToken(site.Id, token) is { } refresh && MayRevoke(caller, refresh.ClientId))
        {
            await grants.EndAsync(site.Id, refresh.Grant, EndReason.Revoked, now, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            return;
        }

        await feed.CatchUpAsync(ct).ConfigureAwait(false);
    }

    /// <summary>A client ends only what was issued to it.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 §2.1</see>.</remarks>
    internal static bool MayRevoke(Client? caller, string issuedTo) => caller is null || string.Equals(caller.Id, issuedTo, StringComparison.Ordinal);
}

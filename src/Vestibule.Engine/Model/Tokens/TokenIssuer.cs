using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Tokens;

/// <summary>Seals the tokens of an answer. Nothing is stored.</summary>
public sealed class TokenIssuer(SealedHandles handles)
{
    /// <summary>When an access token given now will expire: after the client's lifetime, and never later than its grant.</summary>
    public static DateTimeOffset AccessTokenExpiry(Client client, DateTimeOffset now, DateTimeOffset grantExpiresAt)
    {
        var lifetime = client.AccessTokenLifetime < AccessTokens.MaximumLifetime ? client.AccessTokenLifetime : AccessTokens.MaximumLifetime;
        var expiry = now + lifetime;
        return expiry < grantExpiresAt ? expiry : grantExpiresAt;
    }

    /// <summary>The two tokens of a grant.</summary>
    /// <param name="site">The site.</param>
    /// <param name="client">The client.</param>
    /// <param name="refresh">The refresh token's contents, of the generation that is good now.</param>
    /// <param name="scope">The access token's scope; may be narrower than the grant's (W-84).</param>
    /// <param name="now">Now.</param>
    /// <param name="expiresAt">The access token's end.</param>
    public TokenResponse ForGrant(Site site, Client client, RefreshToken refresh, string scope, DateTimeOffset now, DateTimeOffset expiresAt) =>
        new()
        {
            Client = client,
            AccessToken = handles.Seal(site.Id, new AccessToken
            {
                Id = Guid.CreateVersion7(now),
                Grant = refresh.Grant,
                ClientId = client.Id,
                Subject = refresh.Subject,
                Scope = scope,
                Resources = refresh.Resources,
                KeyThumbprint = refresh.KeyThumbprint,
                Epochs = refresh.Epochs,
                IssuedAt = now,
                ExpiresAt = expiresAt,
            }),
            ExpiresIn = expiresAt - now,
            RefreshToken = handles.Seal(site.Id, refresh),
            Scope = scope,
        };

    /// <summary>The token of a client that acts for itself (RFC 6749 §4.4.3: no refresh token).</summary>
    public TokenResponse ForClient(Site site, Client client, string scope, DateTimeOffset now)
    {
        var expiresAt = AccessTokenExpiry(client, now, DateTimeOffset.MaxValue);
        return new TokenResponse
        {
            Client = client,
            AccessToken = handles.Seal(site.Id, new AccessToken
            {
                Id = Guid.CreateVersion7(now),
                ClientId = client.Id,
                Scope = scope,
                Epochs = new Epochs(site.Epoch, client.Epoch, 0),
                IssuedAt = now,
                ExpiresAt = expiresAt,
            }),
            ExpiresIn = expiresAt - now,
            Scope = scope,
        };
    }
}

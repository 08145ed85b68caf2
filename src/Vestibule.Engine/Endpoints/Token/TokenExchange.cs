using System.Diagnostics;
using Vestibule.Engine.Endpoints.Token.AuthorizationCode;
using Vestibule.Engine.Endpoints.Token.ClientCredentials;
using Vestibule.Engine.Endpoints.Token.RefreshToken;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token;

/// <summary>The token endpoint (RFC 6749 §3.2): the client proves itself, then its grant type decides.</summary>
public sealed class TokenExchange(
    ClientAuthentication authentication, CodeRedemption codes, TokenRefresh refreshes, ClientCredentialsGrant credentials)
{
    /// <summary>The tokens, or a refusal.</summary>
    public async Task<Outcome<TokenResponse>> HandleAsync(Site site, TokenRequest request, CancellationToken ct)
    {
        var client = await authentication.AuthenticateAsync(site, request.Client, ct).ConfigureAwait(false);
        if (!client.Succeeded) return client.Error;
        return request switch
        {
            TokenRequest.AuthorizationCode code => await codes.RedeemAsync(site, client.Value, code, ct).ConfigureAwait(false),
            TokenRequest.RefreshToken refresh => await refreshes.RotateAsync(site, client.Value, refresh, ct).ConfigureAwait(false),
            TokenRequest.ClientCredentials own => credentials.Grant(site, client.Value, own),
            _ => throw new UnreachableException(),
        };
    }
}

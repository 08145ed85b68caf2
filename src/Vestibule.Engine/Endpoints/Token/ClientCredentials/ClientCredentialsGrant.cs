using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token.ClientCredentials;

/// <summary>Gives a client a token of its own (RFC 6749 §4.4). No database work.</summary>
public sealed class ClientCredentialsGrant(TokenIssuer tokens, TimeProvider clock)
{
    internal Outcome<TokenResponse> Grant(Site site, Client client, TokenRequest.ClientCredentials request)
    {
        var scope = ScopeSet.TryParse(request.Scope ?? "", out var parsed) ? parsed : null;
        if (ClientCredentialsRules.InOrder.FirstRefusal(new(client, scope)) is { } refusal) return refusal;
        var granted = scope!.IsEmpty ? ScopeSet.Of(client.Scopes) : scope;
        return tokens.ForClient(site, client, granted.ToString(), clock.GetUtcNow());
    }
}

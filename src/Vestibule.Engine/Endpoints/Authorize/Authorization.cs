using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Pkce;
using Vestibule.Engine.Model.RedirectUris;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>The authorization endpoint (RFC 6749 §3.1): first the rules, then the person, then a code. Nothing is written anywhere.</summary>
public sealed class Authorization(ClientDirectory clients, CodeIssuer codes, TimeProvider clock)
{
    /// <summary>How long a code lives (W-42).</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Asks every rule.</summary>
    public async ValueTask<AuthorizeDecision> CheckAsync(Site site, AuthorizeRequest request, CancellationToken ct)
    {
        var client = await clients.FindAsync(site.Id, request.ClientId, ct).ConfigureAwait(false);
        var scope = ScopeSet.TryParse(request.Scope, out var parsed) ? parsed : null;
        var challenge = request.CodeChallenge is { } text ? CodeChallenge.Parse(text) : null;
        var input = new AuthorizeRules.Input(site, client, request, scope, challenge);

        if (AuthorizeRules.BeforeTheRedirectUriIsTrusted.FirstRefusal(input) is { } shown) return new AuthorizeDecision.ShowError(shown);
        var back = new AuthorizeReturn(request.RedirectUri, client!.ResponseMode, request.State, site.Url);
        if (AuthorizeRules.Afterwards.FirstRefusal(input) is { } sent) return new AuthorizeDecision.SendError(back, sent);

        var prompts = AuthorizeRules.PromptsOf(request);
        return new AuthorizeDecision.Ask(new ValidAuthorizeRequest
        {
            Site = site,
            Client = client,
            Request = request,
            // An empty scope of a client with registered scopes means all of those (W-82).
            Scope = scope!.IsEmpty ? ScopeSet.Of(client.Scopes) : scope,
            CodeChallenge = challenge,
            Return = back,
            MustSignIn = prompts.Contains("login") || prompts.Contains("select_account"),
            MustNotAsk = prompts.Contains("none"),
        });
    }

    /// <summary>Issues the code for a person who has proved who they are.</summary>
    public async ValueTask<AuthorizeResponse> IssueAsync(ValidAuthorizeRequest request, AuthenticatedSubject who, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = await codes.SealAsync(request.Site.Id, new AuthorizationCode
        {
            Grant = new GrantId(Guid.CreateVersion7(now)),
            ClientId = request.Client.Id,
            RedirectUriHash = RedirectUri.Hash(request.Request.RedirectUri),
            Scope = request.Scope.ToString(),
            Subject = who.Subject.Id,
            Session = who.Session,
            AuthenticatedAt = who.AuthenticatedAt,
            Amr = who.Methods,
            Nonce = request.Request.Nonce,
            CodeChallenge = request.CodeChallenge is { } challenge ? challenge : default(ReadOnlyMemory<byte>?),
            Epochs = new Epochs(request.Site.Epoch, request.Client.Epoch, who.Subject.Epoch),
            ExpiresAt = now + CodeLifetime,
        }, ct).ConfigureAwait(false);
        return new AuthorizeResponse(request.Return, code, request.Client.AppCode);
    }
}

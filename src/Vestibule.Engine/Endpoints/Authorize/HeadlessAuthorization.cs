using System.Diagnostics;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>Authorization without a browser (W-30 to W-33): the application hands over the person's password.</summary>
/// <remarks>RFC 9700 §2.4 forbids this elsewhere; it is on only for clients that are marked for it, and every rule of the browser's way holds here too.</remarks>
public sealed class HeadlessAuthorization(ClientAuthentication authentication, Authorization authorization, IPasswordCheck people, TimeProvider clock)
{
    /// <summary>The code, or the first refusal: of the client, of the request, of the password.</summary>
    public async Task<Outcome<AuthorizeResponse>> HandleAsync(Site site, HeadlessRequest request, CancellationToken ct)
    {
        var client = await authentication.AuthenticateAsync(site, request.Client, ct).ConfigureAwait(false);
        if (!client.Succeeded) return client.Error;

        switch (await authorization.CheckAsync(site, request.Authorize, ct).ConfigureAwait(false))
        {
            case AuthorizeDecision.ShowError shown:
                return shown.Error;
            case AuthorizeDecision.SendError sent:
                return sent.Error;
            case AuthorizeDecision.Ask ask:
                var password = new PresentedPassword(request.UserName, request.Password, client.Value.Id, request.Address);
                var subject = await people.CheckAsync(site, password, ct).ConfigureAwait(false);
                if (!subject.Succeeded) return subject.Error;
                var who = new AuthenticatedSubject(subject.Value, null, clock.GetUtcNow(), "pwd");
                return await authorization.IssueAsync(ask.Request, who, ct).ConfigureAwait(false);
            default:
                throw new UnreachableException();
        }
    }
}

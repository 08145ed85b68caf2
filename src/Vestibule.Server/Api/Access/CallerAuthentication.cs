using System.Diagnostics;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Server.Accounts;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Access;

/// <summary>Checks the credential of a request and finds who calls. Tokens are checked in memory; the person's row is the one read.</summary>
internal sealed class CallerAuthentication(AccessTokens tokens, ClientDirectory clients, ISubjectStore subjects, UserTypeDirectory userTypes)
{
    /// <summary>The caller, or the refusal of W-52.</summary>
    internal async ValueTask<ApiOutcome<ApiCaller>> AuthenticateAsync(HttpContext http, Site site, CancellationToken ct) =>
        ApiCredentials.Read(http.Request.Headers, site) switch
        {
            PresentedCredential.Refused refused => refused.Error,
            PresentedCredential.Token token => await CheckAsync(site, token, ct),
            PresentedCredential.NameAndPassword pair => await CheckAsync(http, site, pair, ct),
            _ => throw new UnreachableException(),
        };

    private async ValueTask<ApiOutcome<ApiCaller>> CheckAsync(Site site, PresentedCredential.Token presented, CancellationToken ct) =>
        tokens.Check(site, presented.Value) switch
        {
            AccessTokenCheck.Live live => await FindCallerAsync(site, presented.Carrier, live.Token, ct),
            AccessTokenCheck.Expired => CredentialErrors.Expired(presented.Carrier),
            AccessTokenCheck.Unknown => CredentialErrors.Unknown(presented.Carrier),
            AccessTokenCheck.Unavailable => ApiError.Unavailable(),
            _ => throw new UnreachableException(),
        };

    /// <summary>A live token still needs a client that may act, a person who may, and to be meant for this API.</summary>
    private async ValueTask<ApiOutcome<ApiCaller>> FindCallerAsync(Site site, CredentialCarrier carrier, AccessToken token, CancellationToken ct)
    {
        var unknown = CredentialErrors.Unknown(carrier);
        // A token bound to a key proves nothing by itself (RFC 9449 §7.1); one for another resource is not for us (RFC 8707 §2).
        if (token.KeyThumbprint is not null || !IsForThisApi(site, token.Resources)) return unknown;
        if (await clients.FindAsync(site.Id, token.ClientId, ct) is not { Enabled: true } client) return unknown;
        var caller = new ApiCaller
        {
            Carrier = carrier,
            UserTypes = await userTypes.ListAsync(site.Id, ct),
            Client = client,
            Scope = ScopeSet.TryParse(token.Scope, out var scope) ? scope : ScopeSet.Empty,
        };
        if (token.Subject is not { } id) return caller;
        return await subjects.FindAsync(site.Id, id, ct) is { Enabled: true } subject ? caller with { Subject = subject } : unknown;
    }

    private async ValueTask<ApiOutcome<ApiCaller>> CheckAsync(
        HttpContext http, Site site, PresentedCredential.NameAndPassword pair, CancellationToken ct)
    {
        var outcome = await http.RequestServices.GetRequiredService<CredentialGate>().AuthenticateAsync(site, new CredentialAttempt
        {
            UserName = pair.UserName,
            Password = pair.Password,
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
            WithEachRequest = true,
        }, ct);
        if (!outcome.Succeeded) return CredentialErrors.OfGate(outcome.Error);
        return new ApiCaller
        {
            Carrier = CredentialCarrier.PasswordHeaders,
            UserTypes = await userTypes.ListAsync(site.Id, ct),
            Subject = outcome.Value,
        };
    }

    /// <summary>No resource means the site's own API.</summary>
    private static bool IsForThisApi(Site site, IReadOnlyList<string> resources) =>
        resources.Count == 0 || resources.Contains(site.Url) || resources.Contains(site.Url + ApiRoutes.BasePath);
}

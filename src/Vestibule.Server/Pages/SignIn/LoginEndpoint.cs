using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Accounts;
using Vestibule.Server.Http;
using Vestibule.Server.Http.Wire;
using Vestibule.Server.Pages.Errors;

namespace Vestibule.Server.Pages.SignIn;

/// <summary>The authorization endpoint as a person sees it (RFC 6749 §3.1, W-20 to W-24). The wire says how it is asked and answered.</summary>
internal sealed class LoginEndpoint(Authorization authorization, CredentialGate gate, BrowserSessions sessions, FormTokens tokens)
{
    /// <summary>RFC 8176: a password.</summary>
    private const string Methods = "pwd";

    /// <summary><c>GET</c>: sends a person with a live session on at once, and shows the form to everybody else.</summary>
    internal async Task<IResult> ShowAsync(HttpContext http, IAuthorizeWire wire)
    {
        var (request, answer) = await CheckAsync(http, wire);
        if (request is null) return answer;
        var session = await sessions.FindAsync(http, request.Site, http.RequestAborted);
        if (session is not null && !request.MustSignIn)
        {
            return new SeeOther(wire.LocationOf(await authorization.IssueAsync(request, session, http.RequestAborted)));
        }

        return request.MustNotAsk ? LoginRequired(wire, request) : Form(http, request, StatusCodes.Status200OK);
    }

    /// <summary><c>POST</c>: checks the request once more from scratch, then the form, then the person.</summary>
    /// <remarks>Nothing of the request is taken from the form or kept since it was shown, so that nothing can be slipped in between.</remarks>
    internal async Task<IResult> SubmitAsync(HttpContext http, IAuthorizeWire wire)
    {
        var form = await PageForm.ReadAsync(http, http.RequestAborted);
        if (form is null) return ErrorPages.FormUnreadable(http);
        var (request, answer) = await CheckAsync(http, wire);
        if (request is null) return answer;
        if (request.MustNotAsk) return LoginRequired(wire, request);

        var (userName, password) = (form["username"], form["password"]);
        if (!await tokens.IsValidAsync(http, request.Site))
        {
            return Form(http, request, StatusCodes.Status400BadRequest, userName, LoginProblems.TokenInvalid);
        }

        if (LoginProblems.Incomplete(userName, password) is { } incomplete)
        {
            return Form(http, request, StatusCodes.Status400BadRequest, userName, incomplete);
        }

        var outcome = await AuthenticateAsync(http, request, userName, new Secret(password));
        return outcome.Succeeded
            ? await SignInAsync(http, wire, request, outcome.Value)
            : Refused(http, request, userName, outcome.Error);
    }

    private async ValueTask<(ValidAuthorizeRequest? Request, IResult Answer)> CheckAsync(HttpContext http, IAuthorizeWire wire)
    {
        var read = wire.Read(http.Request);
        if (!read.Succeeded) return (null, ErrorPages.AuthorizationRefused(http, read.Error));
        return await authorization.CheckAsync(http.Site, read.Value, http.RequestAborted) switch
        {
            AuthorizeDecision.Ask ask => (ask.Request, Results.Empty),
            AuthorizeDecision.SendError sent => (null, new SeeOther(wire.LocationOf(sent.Return, sent.Error))),
            AuthorizeDecision.ShowError shown => (null, ErrorPages.AuthorizationRefused(http, shown.Error)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Task<Outcome<Subject>> AuthenticateAsync(HttpContext http, ValidAuthorizeRequest request, string userName, Secret password) =>
        gate.AuthenticateAsync(request.Site, new CredentialAttempt
        {
            UserName = userName,
            Password = password,
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
            KnownBrowser = BrowserCookies.Read(http, request.Site, BrowserCookies.KnownBrowser),
        }, http.RequestAborted);

    private async Task<IResult> SignInAsync(HttpContext http, IAuthorizeWire wire, ValidAuthorizeRequest request, Subject subject)
    {
        var who = await sessions.SignInAsync(http, request.Site, subject, Methods, http.RequestAborted);
        BrowserCookies.Write(http, request.Site, BrowserCookies.KnownBrowser, gate.MarkBrowser(request.Site, subject), KnownCallers.KnownFor);
        return new SeeOther(wire.LocationOf(await authorization.IssueAsync(request, who, http.RequestAborted)));
    }

    private PageResult<LoginPage> Refused(HttpContext http, ValidAuthorizeRequest request, string userName, ProtocolError error)
    {
        if (error.RetryAfter is { } wait) http.Response.Headers.RetryAfter = LoginProblems.WholeSeconds(wait);
        var status = error.Code switch
        {
            ErrorCode.Throttled => StatusCodes.Status429TooManyRequests,
            ErrorCode.TemporarilyUnavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status401Unauthorized,
        };
        return Form(http, request, status, userName, LoginProblems.Of(error));
    }

    private PageResult<LoginPage> Form(HttpContext http, ValidAuthorizeRequest request, int status, string userName = "", FormProblem? problem = null) =>
        new(status, PageForms.ToAnApplication, new Dictionary<string, object?>
        {
            [nameof(LoginPage.Site)] = request.Site,
            [nameof(LoginPage.ClientName)] = request.Client.Name,
            [nameof(LoginPage.UserName)] = userName.Length > CredentialGate.MaximumUserName ? "" : userName,
            [nameof(LoginPage.Problem)] = problem,
            [nameof(LoginPage.Token)] = tokens.Issue(http, request.Site),
        });

    /// <summary>Nobody is signed in and the request forbids to ask (OpenID Connect Core §3.1.2.6).</summary>
    private static SeeOther LoginRequired(IAuthorizeWire wire, ValidAuthorizeRequest request) => new(wire.LocationOf(request.Return,
        new ProtocolError(ErrorCode.LoginRequired, "Nobody is signed in, and the request forbids to ask.")));
}

using Vestibule.Server.Accounts;
using Vestibule.Server.Http;
using Vestibule.Server.Pages.Errors;

namespace Vestibule.Server.Pages.SignOut;

/// <summary>Signing out. Only the form ends the session: a link from elsewhere must not be able to.</summary>
internal sealed class LogoutEndpoint(BrowserSessions sessions, FormTokens tokens)
{
    /// <summary><c>GET</c>: asks, or says that nobody is signed in.</summary>
    internal Task<IResult> ShowAsync(HttpContext http) => AskAsync(http, StatusCodes.Status200OK, problem: null);

    /// <summary><c>POST</c>: ends the session.</summary>
    internal async Task<IResult> SubmitAsync(HttpContext http)
    {
        if (await PageForm.ReadAsync(http, http.RequestAborted) is null) return ErrorPages.FormUnreadable(http);
        var site = http.Site;
        if (!await tokens.IsValidAsync(http, site))
        {
            return await AskAsync(http, StatusCodes.Status400BadRequest, "This page was open for too long, or your browser blocks cookies. Please press the button again.");
        }

        await sessions.SignOutAsync(http, site, http.RequestAborted);
        return Answer(http, StatusCodes.Status200OK, LogoutStage.SignedOut);
    }

    private async Task<IResult> AskAsync(HttpContext http, int status, string? problem) =>
        await sessions.FindAsync(http, http.Site, http.RequestAborted) is { } session
            ? Answer(http, status, LogoutStage.Asking, session.Subject.UserName, problem)
            : Answer(http, StatusCodes.Status200OK, LogoutStage.NobodySignedIn);

    private PageResult<LogoutPage> Answer(HttpContext http, int status, LogoutStage stage, string userName = "", string? problem = null) =>
        new(status, PageForms.ToThisSite, new Dictionary<string, object?>
        {
            [nameof(LogoutPage.Site)] = http.Site,
            [nameof(LogoutPage.Stage)] = stage,
            [nameof(LogoutPage.UserName)] = userName,
            [nameof(LogoutPage.Problem)] = problem,
            [nameof(LogoutPage.Token)] = stage == LogoutStage.Asking ? tokens.Issue(http, http.Site) : null,
        });
}

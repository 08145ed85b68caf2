using Vestibule.Server.Http.Wire;
using Vestibule.Server.Pages.Errors;
using Vestibule.Server.Pages.Front;
using Vestibule.Server.Pages.Look;
using Vestibule.Server.Pages.SignIn;
using Vestibule.Server.Pages.SignOut;

namespace Vestibule.Server.Pages;

/// <summary>The pages as the map of routes names them.</summary>
internal static class PageEndpoints
{
    /// <summary><c>GET /</c>.</summary>
    internal static Task FrontAsync(HttpContext http) => FrontEndpoint.Show(http).ExecuteAsync(http);

    /// <summary><c>GET /login.html</c> (W-20), and later its like on other wires.</summary>
    internal static async Task ShowLoginAsync(HttpContext http, IAuthorizeWire wire) =>
        await (await http.RequestServices.GetRequiredService<LoginEndpoint>().ShowAsync(http, wire)).ExecuteAsync(http);

    /// <summary><c>POST /login.html</c>.</summary>
    internal static async Task SubmitLoginAsync(HttpContext http, IAuthorizeWire wire) =>
        await (await http.RequestServices.GetRequiredService<LoginEndpoint>().SubmitAsync(http, wire)).ExecuteAsync(http);

    /// <summary><c>GET /logout.html</c>.</summary>
    internal static async Task ShowLogoutAsync(HttpContext http) =>
        await (await http.RequestServices.GetRequiredService<LogoutEndpoint>().ShowAsync(http)).ExecuteAsync(http);

    /// <summary><c>POST /logout.html</c>.</summary>
    internal static async Task SubmitLogoutAsync(HttpContext http) =>
        await (await http.RequestServices.GetRequiredService<LogoutEndpoint>().SubmitAsync(http)).ExecuteAsync(http);

    /// <summary><c>GET /errors</c>.</summary>
    internal static Task ErrorsAsync(HttpContext http) => ErrorReferenceEndpoint.List(http).ExecuteAsync(http);

    /// <summary><c>GET /errors/{code}</c> (W-3).</summary>
    internal static Task ErrorAsync(HttpContext http) =>
        ErrorReferenceEndpoint.Show(http, http.Request.RouteValues["code"] as string ?? "").ExecuteAsync(http);

    /// <summary><c>GET /assets/pages.css</c>.</summary>
    internal static Task StylesheetAsync(HttpContext http) => PageAssets.GetStylesheet(http).ExecuteAsync(http);

    /// <summary><c>GET /assets/site.css</c>.</summary>
    internal static Task SiteStylesheetAsync(HttpContext http) => PageAssets.GetSiteStylesheet(http).ExecuteAsync(http);

    /// <summary>Whatever no other route answers.</summary>
    internal static Task NotFoundAsync(HttpContext http) => ErrorPages.NotFound(http).ExecuteAsync(http);
}

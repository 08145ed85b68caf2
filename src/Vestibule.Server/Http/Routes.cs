using Vestibule.Server.Api;
using Vestibule.Server.Http.Wire.Workplace;
using Vestibule.Server.Pages;

namespace Vestibule.Server.Http;

/// <summary>THE MAP: path × wire × endpoint. Every route says who may call it.</summary>
internal static class Routes
{
    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] GetOrPost = [HttpMethods.Get, HttpMethods.Post];

    internal static void Map(IEndpointRouteBuilder app)
    {
        // The Workplace wire (W-30 to W-62). Its browser part is /login.html below.
        const string oauth2 = "/external/api/oauth2";
        app.MapMethods(oauth2 + "/auth", Post, OAuthEndpoints.HeadlessAsync).WithMetadata(RoutePolicy.Protocol);
        app.MapMethods(oauth2 + "/token", Post, OAuthEndpoints.TokenAsync).WithMetadata(RoutePolicy.Protocol);
        app.MapMethods(oauth2 + "/revoke", GetOrPost, OAuthEndpoints.RevokeAsync).WithMetadata(RoutePolicy.Protocol);
        app.MapMethods(oauth2 + "/tokeninfo", Get, OAuthEndpoints.TokenInfoAsync).WithMetadata(RoutePolicy.Protocol);
        app.Map(oauth2 + "/{**rest}", OAuthEndpoints.UnknownAsync).WithMetadata(RoutePolicy.Protocol);

        // The API that the tokens are for (W-50 to W-56).
        app.MapRestApi();

        // Pages. The wire says how /login.html is asked and answered (W-20 to W-24).
        var workplace = new AuthorizeWire();
        app.MapMethods("/login.html", Get, http => PageEndpoints.ShowLoginAsync(http, workplace)).WithMetadata(RoutePolicy.Page);
        app.MapMethods("/login.html", Post, http => PageEndpoints.SubmitLoginAsync(http, workplace)).WithMetadata(RoutePolicy.Page);
        app.MapMethods("/logout.html", Get, PageEndpoints.ShowLogoutAsync).WithMetadata(RoutePolicy.Page);
        app.MapMethods("/logout.html", Post, PageEndpoints.SubmitLogoutAsync).WithMetadata(RoutePolicy.Page);
        app.MapMethods("/", Get, PageEndpoints.FrontAsync).WithMetadata(RoutePolicy.Public);
        app.MapMethods("/errors", Get, PageEndpoints.ErrorsAsync).WithMetadata(RoutePolicy.Public);
        app.MapMethods("/errors/{code}", Get, PageEndpoints.ErrorAsync).WithMetadata(RoutePolicy.Public);
        app.MapMethods("/assets/pages.css", Get, PageEndpoints.StylesheetAsync).WithMetadata(RoutePolicy.Public);
        app.MapMethods("/assets/site.css", Get, PageEndpoints.SiteStylesheetAsync).WithMetadata(RoutePolicy.Public);
        app.MapFallback("{**path}", PageEndpoints.NotFoundAsync).WithMetadata(RoutePolicy.Public);
    }
}

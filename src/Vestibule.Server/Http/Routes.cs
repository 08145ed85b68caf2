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
    }
}

using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Description;
using Vestibule.Server.Api.Users;
using Vestibule.Server.Http;

namespace Vestibule.Server.Api;

/// <summary>The routes of the REST API (W-50 to W-56). A slash at the end of a path is accepted by routing itself.</summary>
internal static class ApiRoutes
{
    internal const string BasePath = "/external/api/rest/v2";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>What the routes are made of.</summary>
    internal static IServiceCollection AddRestApi(this IServiceCollection services) => services
        .AddSingleton<CallerAuthentication>()
        .AddSingleton<ApiEndpoint>()
        .AddSingleton<LastAdministrator>()
        .AddSingleton<UserUpdate>()
        .AddSingleton<UserReading>()
        .AddSingleton<UserWriting>()
        .AddSingleton<UserPermissions>()
        .AddSingleton<PasswordReset>()
        .AddSingleton<UserEvents>();

    /// <summary>Puts the API on the map.</summary>
    internal static void MapRestApi(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<ApiEndpoint>();
        var reading = routes.ServiceProvider.GetRequiredService<UserReading>();
        var writing = routes.ServiceProvider.GetRequiredService<UserWriting>();
        var permissions = routes.ServiceProvider.GetRequiredService<UserPermissions>();
        var reset = routes.ServiceProvider.GetRequiredService<PasswordReset>();

        var known = new KnownPaths();
        Map(Reading, "/users/me", endpoint.For(Need.Oneself, UserReading.MeAsync));
        Map(Reading, "/users", endpoint.For(Need.ReadUsers, reading.ListAsync));
        Map(Reading, "/users/count", endpoint.For(Need.ReadUsers, reading.CountAsync));
        Map(Reading, "/users/username/{name}", endpoint.For(Need.ReadUsers, reading.IsNameFreeAsync));
        Map(Reading, "/users/{id}", endpoint.For(Need.ReadUsers, reading.OneAsync));
        Map(Reading, "/users/{id}/permissions", endpoint.For(Need.ReadUsers, permissions.ReadAsync));
        Map([HttpMethods.Post], "/users", endpoint.For(Need.WriteUsers, writing.CreateAsync));
        Map([HttpMethods.Put], "/users/{id}", endpoint.For(Need.WriteUsers, writing.ChangeAsync));
        Map([HttpMethods.Delete], "/users/{id}", endpoint.For(Need.WriteUsers, writing.RemoveAsync));
        Map([HttpMethods.Put], "/users/{id}/permissions", endpoint.For(Need.WriteUsers, permissions.ReplaceAsync));
        Map([HttpMethods.Put], "/users/{id}/resetPassword", endpoint.For(Need.WriteUsers, reset.ResetAsync));
        Map(Reading, "/openapi.json", OpenApiEndpoint.WriteAsync, RoutePolicy.Public);
        routes.Map(BasePath + "/{**rest}", known.RefuseAsync).WithMetadata(RoutePolicy.Public);

        void Map(string[] methods, string path, RequestDelegate handler, RoutePolicy? policy = null)
        {
            known.Add(path, methods);
            routes.MapMethods(BasePath + path, methods, handler).WithMetadata(policy ?? RoutePolicy.Token);
        }
    }
}

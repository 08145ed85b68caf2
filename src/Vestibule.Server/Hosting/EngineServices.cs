using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Endpoints.Introspect;
using Vestibule.Engine.Endpoints.Revoke;
using Vestibule.Engine.Endpoints.Token;
using Vestibule.Engine.Endpoints.Token.AuthorizationCode;
using Vestibule.Engine.Endpoints.Token.ClientCredentials;
using Vestibule.Engine.Endpoints.Token.RefreshToken;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Model.Tokens;

namespace Vestibule.Server.Hosting;

/// <summary>The engine's rooms, put together.</summary>
internal static class EngineServices
{
    internal static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton<SealedHandles>()
        .AddSingleton<CodeIssuer>()
        .AddSingleton<ClientDirectory>()
        .AddSingleton<SiteDirectory>()
        .AddSingleton<EndedSet>()
        .AddSingleton(provider => new ChangeFollower(provider.GetRequiredService<IChangeFeed>(), provider.GetRequiredService<EndedSet>(),
            provider.GetRequiredService<ClientDirectory>(), provider.GetRequiredService<SiteDirectory>(), TimeProvider.System))
        .AddSingleton<UserTypeDirectory>()
        .AddSingleton<AccessTokens>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<ClientAuthentication>()
        .AddSingleton<Authorization>()
        .AddSingleton<HeadlessAuthorization>()
        .AddSingleton<CodeRedemption>()
        .AddSingleton<TokenRefresh>()
        .AddSingleton<ClientCredentialsGrant>()
        .AddSingleton<TokenExchange>()
        .AddSingleton<Revocation>()
        .AddSingleton<Introspection>();
}

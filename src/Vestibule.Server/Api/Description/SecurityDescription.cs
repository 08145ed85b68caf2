using Microsoft.OpenApi;
using Vestibule.Server.Api.Access;

namespace Vestibule.Server.Api.Description;

/// <summary>The ways to prove who calls (W-50, W-51).</summary>
internal static class SecurityDescription
{
    internal static Dictionary<string, IOpenApiSecurityScheme> All() => new()
    {
        ["bearer"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access token (RFC 6750). One that is no good (any more): 401. A missing scope or right: 403.",
        },
        ["accessToken"] = Header(ApiCredentials.AccessTokenHeader,
            "An access token. An expired one: 403, refresh it. An unknown or revoked one: 401. A missing scope or right: 404."),
        ["authToken"] = Header(ApiCredentials.AuthTokenHeader, "The same as x-access-token."),
        ["userName"] = Header(ApiCredentials.UserNameHeader, "A user name, where the site allows it; with x-auth-password."),
        ["password"] = Header(ApiCredentials.PasswordHeader, "A password, where the site allows it; with x-auth-username."),
    };

    /// <summary>One of them, the last two together.</summary>
    internal static List<OpenApiSecurityRequirement> AnyOf(OpenApiDocument document) =>
    [
        Requirement(document, "bearer"), Requirement(document, "accessToken"), Requirement(document, "authToken"),
        Requirement(document, "userName", "password"),
    ];

    private static OpenApiSecurityScheme Header(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };

    private static OpenApiSecurityRequirement Requirement(OpenApiDocument document, params ReadOnlySpan<string> names)
    {
        var requirement = new OpenApiSecurityRequirement();
        foreach (var name in names) requirement.Add(new OpenApiSecuritySchemeReference(name, document), []);
        return requirement;
    }
}

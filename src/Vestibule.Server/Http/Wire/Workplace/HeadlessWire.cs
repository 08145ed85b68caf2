using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary><c>POST /external/api/oauth2/auth</c> (W-30 to W-33).</summary>
internal static class HeadlessWire
{
    internal static Outcome<HeadlessRequest> Read(HttpRequest http)
    {
        var headers = new DialectHeaders(http.Headers);
        var client = headers.Client();
        var request = new HeadlessRequest
        {
            Client = client,
            Authorize = new AuthorizeRequest
            {
                ResponseType = "code",
                ClientId = client.ClientId,
                RedirectUri = headers.Required(DialectHeaders.RedirectUri),
                Scope = headers.Present(DialectHeaders.Scope),
                CodeChallenge = NullIfEmpty(headers.Optional(DialectHeaders.CodeChallenge)),
                CodeChallengeMethod = NullIfEmpty(headers.Optional(DialectHeaders.CodeChallengeMethod)),
                Headless = true,
            },
            UserName = headers.Required(DialectHeaders.UserName),
            Password = new Secret(headers.Required(DialectHeaders.Password)),
            Address = http.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
        };
        return headers.Error is { } error ? error : request;
    }

    internal static Task WriteAsync(HttpContext http, Outcome<AuthorizeResponse> outcome) => outcome.Succeeded
        ? WorkplaceAnswer.OkAsync(http, new CodeBody(outcome.Value.Code.Reveal()), WorkplaceJson.Default.CodeBody)
        : WorkplaceAnswer.ErrorAsync(http, outcome.Error);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

using Vestibule.Engine.Endpoints.Token;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary><c>POST /external/api/oauth2/token</c> (W-40 to W-47).</summary>
internal static class TokenWire
{
    internal static Outcome<TokenRequest> Read(HttpRequest http)
    {
        var headers = new DialectHeaders(http.Headers);
        var grantType = headers.Required(DialectHeaders.GrantType);
        if (headers.Error is { } unreadable) return unreadable;
        var client = headers.Client();
        var scope = headers.Optional(DialectHeaders.Scope);
        TokenRequest? request = grantType switch
        {
            "authorization_code" => new TokenRequest.AuthorizationCode
            {
                Client = client,
                Scope = scope,
                Code = headers.RequiredToken(DialectHeaders.AuthCode),
                RedirectUri = headers.Optional(DialectHeaders.RedirectUri),
                Verifier = headers.OptionalSecret(DialectHeaders.CodeVerifier),
            },
            "refresh_token" => new TokenRequest.RefreshToken
            {
                Client = client,
                Scope = scope,
                Token = headers.RequiredToken(DialectHeaders.RefreshToken),
                RedirectUri = headers.Optional(DialectHeaders.RedirectUri),
            },
            "client_credentials" => new TokenRequest.ClientCredentials { Client = client, Scope = scope },
            _ => null,
        };
        if (headers.Error is { } error) return error;
        return request is null
            ? ProtocolError.UnsupportedGrantType("The grant type must be authorization_code, refresh_token or client_credentials.")
            : request;
    }

    internal static Task WriteAsync(HttpContext http, Outcome<TokenResponse> outcome)
    {
        if (!outcome.Succeeded) return WorkplaceAnswer.ErrorAsync(http, outcome.Error, bareWhenBusy: true);
        var response = outcome.Value;
        return WorkplaceAnswer.OkAsync(http, new TokenBody
        {
            AccessToken = response.AccessToken.Reveal(),
            ExpiresIn = WorkplaceAnswer.InUnit(response.ExpiresIn, response.Client.ExpiresInUnit),
            RefreshToken = response.RefreshToken?.Reveal(),
            Scope = response.Scope,
        }, WorkplaceJson.Default.TokenBody);
    }
}

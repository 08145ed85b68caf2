using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Endpoints.Token;

/// <summary>A token request, one record per grant type (RFC 6749 §4.1.3, §4.4.2, §6). An absent parameter is null.</summary>
public abstract record TokenRequest
{
    private TokenRequest()
    {
    }

    /// <summary>Who calls.</summary>
    public required PresentedClient Client { get; init; }

    /// <summary>The scope asked for; null or empty means the one of the grant.</summary>
    public string? Scope { get; init; }

    /// <summary><c>grant_type=authorization_code</c>.</summary>
    public sealed record AuthorizationCode : TokenRequest
    {
        /// <summary>The code.</summary>
        public required Secret Code { get; init; }

        /// <summary>The redirect URI of the authorization request.</summary>
        public string? RedirectUri { get; init; }

        /// <summary>The PKCE verifier (RFC 7636 §4.5).</summary>
        public Secret? Verifier { get; init; }
    }

    /// <summary><c>grant_type=refresh_token</c>.</summary>
    public sealed record RefreshToken : TokenRequest
    {
        /// <summary>The refresh token.</summary>
        public required Secret Token { get; init; }

        /// <summary>The redirect URI of the authorization request (W-44).</summary>
        public string? RedirectUri { get; init; }
    }

    /// <summary><c>grant_type=client_credentials</c>.</summary>
    public sealed record ClientCredentials : TokenRequest;
}

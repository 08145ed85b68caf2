using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Model.Tokens;

/// <summary>A successful answer of the token endpoint (RFC 6749 §5.1). The token type is Bearer.</summary>
public sealed record TokenResponse
{
    /// <summary>The client, whose settings say how the lifetime is told (W-41).</summary>
    public required Client Client { get; init; }

    /// <summary>The access token.</summary>
    public required Secret AccessToken { get; init; }

    /// <summary>How long it lives from now.</summary>
    public required TimeSpan ExpiresIn { get; init; }

    /// <summary>The refresh token; null where there is none.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>The access token's scope, blank-separated; may be empty.</summary>
    public required string Scope { get; init; }
}

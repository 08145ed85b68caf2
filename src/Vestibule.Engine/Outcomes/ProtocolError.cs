namespace Vestibule.Engine.Outcomes;

/// <summary>A refusal in OAuth's own vocabulary. It carries no HTTP status: the wire that answers owns that.</summary>
/// <param name="Code">Which refusal.</param>
/// <param name="Description">One English sentence for the integrator; never a secret, never what a person typed.</param>
public sealed record ProtocolError(ErrorCode Code, string Description)
{
    /// <summary>When to come back, for <see cref="ErrorCode.Throttled"/> and <see cref="ErrorCode.TemporarilyUnavailable"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A parameter is missing, repeated or malformed.</summary>
    public static ProtocolError InvalidRequest(string why) => new(ErrorCode.InvalidRequest, why);

    /// <summary>Client authentication failed.</summary>
    public static ProtocolError InvalidClient(string why) => new(ErrorCode.InvalidClient, why);

    /// <summary>The code or refresh token is not acceptable.</summary>
    public static ProtocolError InvalidGrant(string why) => new(ErrorCode.InvalidGrant, why);

    /// <summary>The client may not do this.</summary>
    public static ProtocolError UnauthorizedClient(string why) => new(ErrorCode.UnauthorizedClient, why);

    /// <summary>The grant type is unknown.</summary>
    public static ProtocolError UnsupportedGrantType(string why) => new(ErrorCode.UnsupportedGrantType, why);

    /// <summary>The response type is not offered.</summary>
    public static ProtocolError UnsupportedResponseType(string why) => new(ErrorCode.UnsupportedResponseType, why);

    /// <summary>The scope is not acceptable.</summary>
    public static ProtocolError InvalidScope(string why) => new(ErrorCode.InvalidScope, why);

    /// <summary>The person or the server refused.</summary>
    public static ProtocolError AccessDenied(string why) => new(ErrorCode.AccessDenied, why);

    /// <summary>The access token is not acceptable.</summary>
    public static ProtocolError InvalidToken(string why) => new(ErrorCode.InvalidToken, why);

    /// <summary>Too many attempts; <paramref name="retryAfter"/> says when to come back.</summary>
    public static ProtocolError Throttled(TimeSpan retryAfter) =>
        new(ErrorCode.Throttled, "Too many attempts. Wait, then try again.") { RetryAfter = retryAfter };

    /// <summary>The server cannot decide now.</summary>
    public static ProtocolError TemporarilyUnavailable(string why) =>
        new(ErrorCode.TemporarilyUnavailable, why) { RetryAfter = TimeSpan.FromSeconds(1) };
}

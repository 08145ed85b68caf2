namespace Vestibule.Engine.Outcomes;

/// <summary>The error vocabulary of OAuth 2.0: the codes of its specifications, and nothing else.</summary>
public enum ErrorCode
{
    /// <summary>A parameter is missing, repeated or malformed (RFC 6749 §4.1.2.1, §5.2).</summary>
    InvalidRequest,

    /// <summary>Client authentication failed (RFC 6749 §5.2).</summary>
    InvalidClient,

    /// <summary>The code or refresh token is invalid, expired, spent or another client's (RFC 6749 §5.2).</summary>
    InvalidGrant,

    /// <summary>The client may not use this grant type or endpoint (RFC 6749 §5.2).</summary>
    UnauthorizedClient,

    /// <summary>The grant type is not one that this server knows (RFC 6749 §5.2).</summary>
    UnsupportedGrantType,

    /// <summary>The response type is not one that this server offers (RFC 6749 §4.1.2.1).</summary>
    UnsupportedResponseType,

    /// <summary>The scope is malformed, unknown or wider than allowed (RFC 6749 §5.2).</summary>
    InvalidScope,

    /// <summary>The person or the server refused (RFC 6749 §4.1.2.1).</summary>
    AccessDenied,

    /// <summary>The person would have to act on a page, and this request cannot show one (OpenID Connect Core §3.1.2.6).</summary>
    InteractionRequired,

    /// <summary>The person would have to sign in, and this request forbids to ask (OpenID Connect Core §3.1.2.6).</summary>
    LoginRequired,

    /// <summary>The access token is unknown, malformed, expired or ended (RFC 6750 §3.1).</summary>
    InvalidToken,

    /// <summary>The access token lacks a scope (RFC 6750 §3.1).</summary>
    InsufficientScope,

    /// <summary>Too many attempts; the answer says when to come back (W-31). On the wire it is temporarily_unavailable with status 429.</summary>
    Throttled,

    /// <summary>The server cannot decide now, for example because its storage does not answer (RFC 6749 §4.1.2.1).</summary>
    TemporarilyUnavailable,
}

/// <summary>The names of the error codes as the specifications write them.</summary>
public static class ErrorCodes
{
    /// <summary>The code's name on any wire, for example <c>invalid_grant</c>.</summary>
    public static string NameOf(ErrorCode code) => code switch
    {
        ErrorCode.InvalidRequest => "invalid_request",
        ErrorCode.InvalidClient => "invalid_client",
        ErrorCode.InvalidGrant => "invalid_grant",
        ErrorCode.UnauthorizedClient => "unauthorized_client",
        ErrorCode.UnsupportedGrantType => "unsupported_grant_type",
        ErrorCode.UnsupportedResponseType => "unsupported_response_type",
        ErrorCode.InvalidScope => "invalid_scope",
        ErrorCode.AccessDenied => "access_denied",
        ErrorCode.InteractionRequired => "interaction_required",
        ErrorCode.LoginRequired => "login_required",
        ErrorCode.InvalidToken => "invalid_token",
        ErrorCode.InsufficientScope => "insufficient_scope",
        ErrorCode.Throttled or ErrorCode.TemporarilyUnavailable => "temporarily_unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "An error code without a name."),
    };
}

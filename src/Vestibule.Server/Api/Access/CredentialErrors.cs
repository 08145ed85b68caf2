using Vestibule.Engine.Outcomes;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Access;

/// <summary>How a credential is refused: one table for W-52.</summary>
internal static class CredentialErrors
{
    private const string InvalidToken = "invalid_token";

    /// <summary>No credential: 401 without an error code in the challenge (RFC 6750 §3.1).</summary>
    internal static ApiError Missing() =>
        new(StatusCodes.Status401Unauthorized, InvalidToken, "Send an access token in the header Authorization: Bearer.")
        {
            Challenge = Challenge.Plain,
        };

    /// <summary>Malformed, ended, another's, empty or over-long: 401 whatever carried it.</summary>
    internal static ApiError Unknown(CredentialCarrier carrier) =>
        Unauthorized(carrier, "The access token is unknown, malformed or revoked.");

    /// <summary>Expired: 401 for Bearer; 403 for the dialect's headers, upon which clients refresh and repeat.</summary>
    internal static ApiError Expired(CredentialCarrier carrier) => carrier == CredentialCarrier.Bearer
        ? Unauthorized(carrier, "The access token has expired.")
        : new(StatusCodes.Status403Forbidden, InvalidToken, "The access token has expired.");

    /// <summary>The site does not take names and passwords on requests (W-51).</summary>
    internal static ApiError PasswordsNotTaken() =>
        new(StatusCodes.Status401Unauthorized, "access_denied", "This site takes no names and passwords on API requests. Send an access token.")
        {
            Challenge = Challenge.Plain,
        };

    /// <summary>Wrong name or password: one answer for both (W-31).</summary>
    internal static ApiError PasswordWrong() =>
        new(StatusCodes.Status401Unauthorized, "access_denied", "The user name or the password is wrong.") { Challenge = Challenge.Plain };

    /// <summary>A refusal of the gate that checks passwords, in the statuses of W-31.</summary>
    internal static ApiError OfGate(ProtocolError error) => error.Code switch
    {
        ErrorCode.Throttled => new(StatusCodes.Status429TooManyRequests, ErrorCodes.NameOf(error.Code), error.Description)
        {
            RetryAfter = error.RetryAfter,
        },
        ErrorCode.TemporarilyUnavailable => ApiError.Unavailable(),
        ErrorCode.AccessDenied => PasswordWrong(),
        _ => new(StatusCodes.Status400BadRequest, ErrorCodes.NameOf(error.Code), error.Description),
    };

    /// <summary>A missing scope or right: 403 for Bearer (RFC 6750 §3.1); 404 otherwise, never 403 nor 401 (W-52).</summary>
    internal static ApiError NotAllowed(CredentialCarrier carrier, AccessRefusal refusal) => carrier == CredentialCarrier.Bearer
        ? new(StatusCodes.Status403Forbidden, "insufficient_scope", refusal.Description)
        {
            Challenge = Challenge.Of("insufficient_scope", refusal.Description, refusal.Scope),
        }
        : new(StatusCodes.Status404NotFound, "insufficient_scope", refusal.Description);

    private static ApiError Unauthorized(CredentialCarrier carrier, string description) =>
        new(StatusCodes.Status401Unauthorized, InvalidToken, description)
        {
            Challenge = carrier == CredentialCarrier.Bearer ? Challenge.Of(InvalidToken, description) : Challenge.Plain,
        };
}

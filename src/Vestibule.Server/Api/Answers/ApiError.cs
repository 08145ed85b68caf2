namespace Vestibule.Server.Api.Answers;

/// <summary>A refusal of the REST API: status, code and one sentence for the integrator (W-3). It repeats no value that was sent.</summary>
/// <remarks>The codes are OAuth's, each with a page of the error reference; what they do not tell apart, such as 404 and 409, the status does.</remarks>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The <c>error</c> member.</param>
/// <param name="Description">The <c>errorDescription</c> member.</param>
internal sealed record ApiError(int Status, string Code, string Description)
{
    /// <summary>The value of <c>WWW-Authenticate</c>; null when there is none.</summary>
    internal string? Challenge { get; init; }

    /// <summary>When to come back; null when that is not known.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the body is left empty: clients take a 503 without a body for "host offline" and keep their tokens (W-3).</summary>
    internal bool WithoutBody { get; init; }

    /// <summary>A parameter, header or member is not acceptable.</summary>
    internal static ApiError BadRequest(string why) => new(StatusCodes.Status400BadRequest, "invalid_request", why);

    /// <summary>There is no such thing, or it is not the caller's to see.</summary>
    internal static ApiError NotFound(string why) => new(StatusCodes.Status404NotFound, "invalid_request", why);

    /// <summary>The state of the data does not allow it.</summary>
    internal static ApiError Conflict(string why) => new(StatusCodes.Status409Conflict, "invalid_request", why);

    /// <summary>The body is too large.</summary>
    internal static ApiError TooLarge(int maximum) =>
        new(StatusCodes.Status413PayloadTooLarge, "invalid_request", $"The body is longer than {maximum} bytes.");

    /// <summary>The body is not JSON.</summary>
    internal static ApiError NotJson() =>
        new(StatusCodes.Status415UnsupportedMediaType, "invalid_request", "The body must be application/json in UTF-8, not compressed.");

    /// <summary>The server cannot decide now.</summary>
    internal static ApiError Unavailable() => new(StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", "Try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
        WithoutBody = true,
    };
}

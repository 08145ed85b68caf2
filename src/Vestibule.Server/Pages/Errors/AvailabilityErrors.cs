namespace Vestibule.Server.Pages.Errors;

/// <summary>Faults that pass.</summary>
internal static class AvailabilityErrors
{
    internal static readonly ErrorExplanation TemporarilyUnavailable = new()
    {
        Code = "temporarily_unavailable",
        Summary = "Too many attempts, or the server cannot decide at the moment.",
        Meaning = "The same request can succeed later. `Retry-After` says in how many seconds. With status 429 you, or someone at your address, tried too often; "
            + "with 503 the server lacks something that it needs, for example its storage. Your tokens are still good: keep them.",
        Occurs =
        [
            new("`POST /external/api/oauth2/auth`", "429 or 503 with `Retry-After` and a JSON body"),
            new("`/external/api/oauth2/token`, `tokeninfo`", "429 or 503 with `Retry-After` and no body, because existing clients throw their tokens away on an error that has one"),
            new("`GET /login.html`", "The form again, with status 429 or 503"),
        ],
        Causes =
        [
            new("Wrong passwords were sent again and again, for one name or from one address.",
                "Wait as long as `Retry-After` says. Do not repeat a refused password: ask the person for another."),
            new("Many requests come at once, for example when all workers of an application start and sign in.",
                "Share one token among them, refresh it in one place, and spread retries out in time."),
            new("The server is starting, is overloaded or cannot reach its storage.", "Try again with growing pauses. If it lasts, tell the operator."),
        ],
        Sections = [Section.Rfc(6749, "4.1.2.1"), Section.Rfc(6585, "4")],
        Rules = "W-3, W-31, W-33, W-86",
    };
}

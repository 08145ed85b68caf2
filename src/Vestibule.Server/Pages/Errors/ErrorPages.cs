using Vestibule.Engine.Outcomes;
using Vestibule.Server.Http;

namespace Vestibule.Server.Pages.Errors;

/// <summary>The pages that say that something went wrong. Each works without a site.</summary>
internal static class ErrorPages
{
    /// <summary>A request for authorization that no answer can be sent back for (W-20, W-22).</summary>
    internal static IResult AuthorizationRefused(HttpContext http, ProtocolError error) =>
        error.Code == ErrorCode.InvalidClient
            ? Of(http, StatusCodes.Status400BadRequest, "This application is not known here", error.Description,
                [
                    "Go back to the application and try again from its start page.",
                    "If it happens again, tell the people who run the application. They will need the error code and the reference below.",
                ], error)
            : Of(http, StatusCodes.Status400BadRequest, "This sign-in link does not work", error.Description,
                [
                    "Go back to the application and try again from its start page. A link that was copied, bookmarked or cut off may not work.",
                    "If it happens again, tell the people who run the application. They will need the error code and the reference below.",
                ], error);

    /// <summary>A form that was too long, broken or no form at all.</summary>
    internal static IResult FormUnreadable(HttpContext http) =>
        Of(http, StatusCodes.Status400BadRequest, "The form did not arrive", "What your browser sent could not be read as this page's form, or was too long.",
            ["Go back, reload the page and fill in the form again."]);

    /// <summary>A path that leads nowhere.</summary>
    internal static IResult NotFound(HttpContext http) =>
        Of(http, StatusCodes.Status404NotFound, "Page not found", "There is no page at this address.",
            ["Check the address for typing errors.", "To sign in, start from the application that you want to use."]);

    /// <summary>A host that is nobody's (S-2). The host itself is not repeated: it came from outside.</summary>
    internal static IResult UnknownHost(HttpContext http) =>
        Of(http, StatusCodes.Status404NotFound, "No site at this address", "This server is running, but no site answers for this host name.",
            [
                "Check the address for typing errors.",
                "If you operate this server, add a site for the host name: `vestibule site add --name NAME --url https://HOST`.",
                "If a site has moved here, tell it: `vestibule site set --url https://HOST`.",
            ]);

    /// <summary>The page that fits a status which no endpoint chose.</summary>
    internal static IResult Failure(HttpContext http, int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => Unavailable(http),
        >= StatusCodes.Status500InternalServerError => ServerError(http),
        _ => Of(http, status, "The request could not be read", "What your browser sent is malformed or too large.", ["Go back, reload the page and try again."]),
    };

    /// <summary>A fault of ours.</summary>
    private static PageResult<ErrorPage> ServerError(HttpContext http) =>
        Of(http, StatusCodes.Status500InternalServerError, "Something went wrong on our side", "The server could not finish your request. Nothing is wrong with what you did.",
            ["Wait a moment, then try again.", "If it happens again, tell your administrator. The reference below leads to the fault."]);

    /// <summary>The server lacks something that it needs, for example its storage.</summary>
    private static PageResult<ErrorPage> Unavailable(HttpContext http) =>
        Of(http, StatusCodes.Status503ServiceUnavailable, "Not available at the moment", "The server cannot answer right now. Nothing is wrong with what you did.",
            ["Wait a moment, then reload the page."]);

    private static PageResult<ErrorPage> Of(
        HttpContext http, int status, string heading, string sentence, IReadOnlyList<string> whatToDo, ProtocolError? error = null) =>
        new(status, PageForms.None, new Dictionary<string, object?>
        {
            [nameof(ErrorPage.Site)] = http.Features.Get<ISiteFeature>()?.Site,
            [nameof(ErrorPage.Heading)] = heading,
            [nameof(ErrorPage.Sentence)] = sentence,
            [nameof(ErrorPage.WhatToDo)] = whatToDo,
            [nameof(ErrorPage.Code)] = error is null ? null : ErrorCodes.NameOf(error.Code),
            [nameof(ErrorPage.TraceId)] = TraceId.Of(http),
        });
}

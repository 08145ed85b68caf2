using Vestibule.Server.Http;

namespace Vestibule.Server.Pages.Errors;

/// <summary>The pages that <c>error_uri</c> leads to (W-3).</summary>
internal static class ErrorReferenceEndpoint
{
    /// <summary><c>GET /errors</c>.</summary>
    internal static IResult List(HttpContext http) =>
        new PageResult<ErrorIndexPage>(StatusCodes.Status200OK, PageForms.None, new Dictionary<string, object?>
        {
            [nameof(ErrorIndexPage.Site)] = http.Site,
        });

    /// <summary><c>GET /errors/{code}</c>.</summary>
    internal static IResult Show(HttpContext http, string code) =>
        ErrorReference.Find(code) is not { } explanation ? ErrorPages.NotFound(http)
            : new PageResult<ErrorReferencePage>(StatusCodes.Status200OK, PageForms.None, new Dictionary<string, object?>
            {
                [nameof(ErrorReferencePage.Site)] = http.Site,
                [nameof(ErrorReferencePage.Explanation)] = explanation,
            });
}

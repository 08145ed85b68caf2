namespace Vestibule.Server.Pages.Errors;

/// <summary>The pages that <c>error_uri</c> leads to (W-3).</summary>
internal static class ErrorReferenceEndpoint
{
    /// <summary><c>GET /errors</c>.</summary>
    internal static IResult List(HttpContext http) =>
        new PageResult<ErrorIndexPage>(StatusCodes.Status200OK, PageForms.None, new Dictionary<string, object?>
        {
            [nameof(ErrorIndexPage.Site)] = Page.TrySiteOf(http),
        });

    /// <summary><c>GET /errors/{code}</c>.</summary>
    internal static IResult Show(HttpContext http, string code) =>
        ErrorReference.Find(code) is not { } explanation ? ErrorPages.NotFound(http)
            : new PageResult<ErrorReferencePage>(StatusCodes.Status200OK, PageForms.None, new Dictionary<string, object?>
            {
                [nameof(ErrorReferencePage.Site)] = Page.TrySiteOf(http),
                [nameof(ErrorReferencePage.Explanation)] = explanation,
            });
}

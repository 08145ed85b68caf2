using Vestibule.Server.Http;

namespace Vestibule.Server.Pages.Front;

/// <summary><c>GET /</c>.</summary>
internal static class FrontEndpoint
{
    /// <summary>Shows it.</summary>
    internal static IResult Show(HttpContext http) =>
        new PageResult<FrontPage>(StatusCodes.Status200OK, PageForms.None, new Dictionary<string, object?>
        {
            [nameof(FrontPage.Site)] = http.Site,
        });
}

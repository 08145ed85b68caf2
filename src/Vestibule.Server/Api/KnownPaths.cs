using Microsoft.AspNetCore.Routing.Template;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api;

/// <summary>Refuses what no route of the API takes: 405 for a known path with another method (RFC 9110 §15.5.6), else 404.</summary>
internal sealed class KnownPaths
{
    private readonly List<(TemplateMatcher Path, string[] Methods)> paths = [];

    /// <summary>A path below the base path and methods that it takes.</summary>
    internal void Add(string path, string[] methods) => paths.Add((new TemplateMatcher(TemplateParser.Parse(path[1..]), []), methods));

    internal Task RefuseAsync(HttpContext http)
    {
        var rest = new PathString("/" + http.GetRouteValue("rest"));
        var methods = paths.Where(known => known.Path.TryMatch(rest, [])).SelectMany(known => known.Methods).Distinct().ToArray();
        if (methods is [])
        {
            return ApiAnswerWriter.WriteAsync(http, ApiError.NotFound($"The API has no such path. {ApiRoutes.BasePath}/openapi.json lists all."));
        }

        http.Response.Headers.Allow = string.Join(", ", methods);
        return ApiAnswerWriter.WriteAsync(http,
            new ApiError(StatusCodes.Status405MethodNotAllowed, "invalid_request", $"This path takes {string.Join(", ", methods)} only."));
    }
}

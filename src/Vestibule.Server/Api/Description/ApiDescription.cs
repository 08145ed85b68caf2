using Microsoft.OpenApi;
using Vestibule.Server.Api.Users;

namespace Vestibule.Server.Api.Description;

/// <summary>The OpenAPI document of the REST API. It is written out by hand, from the same tables of fields and parameters that the readers use,
/// because the routes are raw handlers; a test compares it with the map.</summary>
internal static class ApiDescription
{
    internal static OpenApiDocument Build()
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "Workplace REST API",
                Version = "v2",
                Description = "People of a workplace. A slash at the end of a path is accepted, and HEAD works wherever GET does. "
                    + "Everybody reads themselves and the directory's public fields: id, name, "
                    + string.Join(", ", UserFields.All.Where(field => field.Public).Select(field => field.Name))
                    + ". All fields, and every change, need a user type that administers. "
                    + "A client with registered scopes needs users.read or users.write besides.",
            },
            Servers = [new OpenApiServer { Url = ApiRoutes.BasePath }],
            Components = new OpenApiComponents
            {
                Schemas = SchemaDescription.All(),
                SecuritySchemes = SecurityDescription.All(),
            },
            Paths = [],
        };
        document.Workspace?.RegisterComponents(document);
        var paths = new PathDescription(document);
        foreach (var (path, item) in paths.All()) document.Paths.Add(path, item);
        document.Security = SecurityDescription.AnyOf(document);
        return document;
    }
}

using Microsoft.OpenApi;

namespace Vestibule.Server.Api.Description;

/// <summary>The paths of the API, each with its operations.</summary>
internal sealed class PathDescription(OpenApiDocument document)
{
    private static readonly Dictionary<string, string> Errors = new()
    {
        ["400"] = "A parameter, header or member is not acceptable, or the request carries two credentials.",
        ["401"] = "No credential, or one that is not good (any more). WWW-Authenticate says more.",
        ["403"] = "With Authorization: Bearer: a scope or right is missing. With x-access-token or x-auth-token: the token has expired.",
        ["404"] = "There is no such thing. With x-access-token, x-auth-token or a name and password: or a scope or right is missing.",
        ["409"] = "The name or e-mail address is taken, others write at the same time, or the site would lose its last administrator.",
        ["413"] = "The body is too large.",
        ["415"] = "The body is not application/json.",
        ["429"] = "Too many attempts with a name and password, or passwords are being set too fast; Retry-After says when to come back.",
        ["503"] = "Cannot be decided now; no body, Retry-After says when to come back.",
    };

    internal IEnumerable<(string Path, OpenApiPathItem Item)> All() =>
    [
        ("/users/me", Item(Get("getMe", "The person that the token is for. Needs no scope.", "User", [ParameterDescription.Selector()]))),
        ("/users", Item(
            Get("listUsers", "People.", "[User]", [.. ParameterDescription.OfList(), ParameterDescription.Selector()]),
            Post("createUser", "Creates a person.", "NewUser", "User", [ParameterDescription.Selector()]))),
        ("/users/count", Item(
            Get("countUsers", "How many people the parameters name; limit and startAt do not matter.", "Count", [.. ParameterDescription.OfList()]))),
        ("/users/username/{name}", Item(
            Get("isUserNameFree", "Whether nobody has a user name.", "Availability", [ParameterDescription.UserName()]))),
        ("/users/{id}", Item(
            Get("getUser", "One person.", "User", [ParameterDescription.Id(), ParameterDescription.Selector()]),
            Put("changeUser", "Changes what the body holds.", "UserChange", "User", [ParameterDescription.Id(), ParameterDescription.Selector()]),
            Delete("removeUser", "Deletes a person. Everything handed out for them ends.", "Removed", [ParameterDescription.Id()]))),
        ("/users/{id}/permissions", Item(
            Get("getPermissions", "Which roles a person has at which centers: one's own, or anybody's for those who administer.",
                "[Permission]", [ParameterDescription.Id()]),
            Put("replacePermissions", "Replaces all of them.", "[Permission]", "[Permission]", [ParameterDescription.Id()]))),
        ("/users/{id}/resetPassword", Item(Put("resetPassword",
            "Sets a password, or without a body takes it away until one is set; no mail is sent. Everything handed out for the person ends.",
            "PasswordReset", "User", [ParameterDescription.Id(), ParameterDescription.Selector()], bodyRequired: false))),
        ("/openapi.json", Item((HttpMethod.Get, Description()))),
    ];

    private static OpenApiPathItem Item(params (HttpMethod Method, OpenApiOperation Operation)[] operations) =>
        new() { Operations = operations.ToDictionary(operation => operation.Method, operation => operation.Operation) };

    private (HttpMethod Method, OpenApiOperation Operation) Get(string id, string summary, string answer, List<IOpenApiParameter> parameters) =>
        (HttpMethod.Get, Operation(id, summary, "200", answer, parameters, ["400", "401", "403", "404", "429", "503"]));

    private (HttpMethod Method, OpenApiOperation Operation) Delete(string id, string summary, string answer, List<IOpenApiParameter> parameters) =>
        (HttpMethod.Delete, Operation(id, summary, "200", answer, parameters, ["400", "401", "403", "404", "409", "429", "503"]));

    private (HttpMethod Method, OpenApiOperation Operation) Post(
        string id, string summary, string body, string answer, List<IOpenApiParameter> parameters) =>
        (HttpMethod.Post, WithBody(Operation(id, summary, "201", answer, parameters, Errors.Keys), body, required: true));

    private (HttpMethod Method, OpenApiOperation Operation) Put(
        string id, string summary, string body, string answer, List<IOpenApiParameter> parameters, bool bodyRequired = true) =>
        (HttpMethod.Put, WithBody(Operation(id, summary, "200", answer, parameters, Errors.Keys), body, bodyRequired));

    private OpenApiOperation Operation(
        string id, string summary, string status, string answer, List<IOpenApiParameter> parameters, IEnumerable<string> errors)
    {
        var responses = new OpenApiResponses { [status] = new OpenApiResponse { Description = "Done.", Content = Json(answer) } };
        foreach (var error in errors)
        {
            responses[error] = new OpenApiResponse { Description = Errors[error], Content = error == "503" ? null : Json("Error") };
        }

        return new OpenApiOperation { OperationId = id, Summary = summary, Parameters = parameters, Responses = responses };
    }

    private OpenApiOperation WithBody(OpenApiOperation operation, string schema, bool required)
    {
        operation.RequestBody = new OpenApiRequestBody { Required = required, Content = Json(schema) };
        return operation;
    }

    /// <summary>This document: public.</summary>
    private static OpenApiOperation Description() => new()
    {
        OperationId = "getDescription",
        Summary = "This document.",
        Security = [],
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "An OpenAPI document.",
                Content = Json(new OpenApiSchema { Type = JsonSchemaType.Object }),
            },
        },
    };

    /// <summary>A body of one component, or of an array of them when its name stands in brackets.</summary>
    private Dictionary<string, OpenApiMediaType> Json(string schema)
    {
        IOpenApiSchema reference = new OpenApiSchemaReference(schema.Trim('[', ']'), document);
        return Json(schema[0] == '[' ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = reference } : reference);
    }

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };
}

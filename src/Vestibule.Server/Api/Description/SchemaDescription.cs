using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Vestibule.Server.Api.Users;

namespace Vestibule.Server.Api.Description;

/// <summary>The JSON objects of the API, from the table of fields that the reader and the writer use.</summary>
internal static class SchemaDescription
{
    internal static Dictionary<string, IOpenApiSchema> All() => new()
    {
        ["User"] = User(),
        ["NewUser"] = Writable(isNew: true),
        ["UserChange"] = Writable(isNew: false),
        ["UserType"] = Object("id", ("id", Number("Its number.")), ("name", Text("Its name; not read in requests."))),
        ["Permission"] = Object("role center",
            ("role", Text("The name of a user type.")),
            ("center", Object("id", ("id", Number("The center's number.")), ("name", Text("Its name; not read in requests."))))),
        ["PasswordReset"] = Object("", ("password", Text("The new password. Without it the person has none until one is set."))),
        ["Count"] = Object("count", ("count", Number("How many."))),
        ["Availability"] = Object("available", ("available", Choice("Whether nobody has the name.", "true", "false"))),
        ["Removed"] = Object("response", ("response", Text("Successfully removed."))),
        ["Error"] = Object("error errorDescription error_description error_uri trace_id",
            ("error", Choice("A code of OAuth's; the status tells more.",
                "invalid_request", "invalid_token", "insufficient_scope", "access_denied", "interaction_required", "temporarily_unavailable")),
            ("errorDescription", Text("One sentence for the integrator.")),
            ("error_description", Text("The same sentence.")),
            ("error_uri", Text("A page of this server that explains the code.")),
            ("trace_id", Text("The id by which the server's log knows the request."))),
    };

    internal static OpenApiSchema Number(string description, long? minimum = null, long? maximum = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Description = description,
        Minimum = minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Maximum = maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    internal static OpenApiSchema Text(string? description, int? maximum = null) =>
        new() { Type = JsonSchemaType.String, Description = description, MaxLength = maximum };

    internal static OpenApiSchema Choice(string description, params string[] values) =>
        new() { Type = JsonSchemaType.String, Description = description, Enum = [.. values.Select(value => JsonValue.Create(value))] };

    private static OpenApiSchema User()
    {
        var user = Object("id name", ("id", Number("The person's number.", minimum: 1)), ("name", Text("First and last name.")));
        user.Description = "Fields without a value are left out; so are, for callers who do not administer, all but the public fields of others.";
        foreach (var field in UserFields.All) user.Properties![field.Name] = Field(field);
        user.Properties!["dateCreated"] = Number("Milliseconds since 1970.");
        user.Properties["dateUpdated"] = Number("Milliseconds since 1970.");
        user.Properties["userType"] = new OpenApiSchemaReference("UserType");
        AddFlags(user);
        return user;
    }

    private static OpenApiSchema Writable(bool isNew)
    {
        var body = Object(isNew ? "firstName lastName email" : "");
        body.Description = isNew ? "A person. The user name is the e-mail address unless given, less what no user name may hold."
            : "What changes. An empty text or null empties a field; read-only and unknown members are passed over.";
        foreach (var field in UserFields.All) body.Properties![field.Name] = Field(field);
        body.Properties!["userType"] = new OpenApiSchemaReference("UserType");
        if (isNew) body.Properties["password"] = Text("Without it the person has none until one is set.");
        AddFlags(body);
        return body;
    }

    private static OpenApiSchema Field(UserField field) => Text(field.Public ? "Public in the directory." : null, field.MaximumLength);

    private static void AddFlags(OpenApiSchema schema)
    {
        schema.Properties!["floorWarden"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether a floor warden." };
        schema.Properties["specialNeeds"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Boolean,
            Description = "Whether with special needs in an evacuation.",
        };
    }

    private static OpenApiSchema Object(string required, params (string Name, IOpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Required = required.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
        Properties = properties.ToDictionary(property => property.Name, property => property.Schema),
    };
}

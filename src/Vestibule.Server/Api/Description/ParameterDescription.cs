using Microsoft.OpenApi;
using Vestibule.Server.Api.Users;

namespace Vestibule.Server.Api.Description;

/// <summary>The parameters of the API (W-53 to W-55).</summary>
internal static class ParameterDescription
{
    internal static IOpenApiParameter Selector() => Query("selector", new OpenApiSchema
    {
        Type = JsonSchemaType.String,
        MaxLength = SelectorParser.MaximumLength,
        Description = "The properties wanted, nested ones in parentheses: email,firstName,userType(name). id and name always come; "
            + $"unknown names are passed over; at most {SelectorParser.MaximumDepth} levels.",
    });

    internal static IOpenApiParameter Id() =>
        Path("id", SchemaDescription.Number("The person's number.", minimum: 1, maximum: ApiCall.MaximumNumber));

    internal static IOpenApiParameter UserName() =>
        Path("name", SchemaDescription.Text("A user name.", UserFields.ByName[UserFields.UserName].MaximumLength));

    /// <summary>Those of <c>/users</c> and <c>/users/count</c>, in the order of <see cref="UserListQuery.Known"/>.</summary>
    internal static IEnumerable<IOpenApiParameter> OfList() => UserListQuery.Known.Select(name => Query(name, name switch
    {
        "search" => SchemaDescription.Text(
            "Part of the first name, last name, e-mail or employee id, without regard to case.", UserListQuery.MaximumSearchLength),
        "limit" => SchemaDescription.Number("At most so many; 50 unless given.", 1, UserListQuery.MaximumLimit),
        "startAt" => SchemaDescription.Number("How many to pass over; 0 unless given.", 0, ApiCall.MaximumNumber),
        "orderBy" => SchemaDescription.Choice("The field to sort by; id unless given.", [.. UserListQuery.Orders.Select(order => order.Name)]),
        "orderByType" => SchemaDescription.Choice("The direction; asc unless given.", "asc", "desc"),
        "userTypeId" => SchemaDescription.Number("Only people of this user type.", 0, ApiCall.MaximumNumber),
        "siteAdmin" => SchemaDescription.Choice("Only people whose user type does, or does not, administer.", "true", "false"),
        "modifiedOrCreatedAfter" => SchemaDescription.Number("Only people made or changed after this time, in milliseconds since 1970.", 0),
        "createdBefore" => SchemaDescription.Number("Only people made before this time, in milliseconds since 1970.", 0),
        _ => throw new InvalidOperationException($"The parameter {name} is not described."),
    }));

    private static OpenApiParameter Query(string name, IOpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema };

    private static OpenApiParameter Path(string name, IOpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Schema = schema };
}

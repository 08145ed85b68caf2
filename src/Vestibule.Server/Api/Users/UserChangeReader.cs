using System.Text.Json;
using Vestibule.Engine.Model.Handles;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Reads the body of <c>POST /users</c> and <c>PUT /users/{id}</c> (W-54). Members that are read-only or unknown are passed over, so that an
/// object that was read can be sent back; a known one with a value that does not fit is refused by name.</summary>
internal static class UserChangeReader
{
    private static readonly string[] RequiredOfNew = ["firstName", "lastName", UserFields.Email];

    /// <summary>A new person: first name, last name and e-mail address are required.</summary>
    internal static ApiOutcome<UserChange> ReadNew(JsonElement body)
    {
        var read = Read(body, isNew: true);
        if (!read.Succeeded) return read;
        foreach (var name in RequiredOfNew)
        {
            if (read.Value.Text(name) is null) return ApiError.BadRequest($"The member {name} is missing.");
        }

        return read;
    }

    /// <summary>A change of a person.</summary>
    internal static ApiOutcome<UserChange> ReadChange(JsonElement body) => Read(body, isNew: false);

    private static ApiOutcome<UserChange> Read(JsonElement body, bool isNew)
    {
        if (body.ValueKind != JsonValueKind.Object) return ApiError.BadRequest("The body must be a JSON object.");
        var change = new UserChange();
        foreach (var member in body.EnumerateObject())
        {
            var taken = Take(change, member, isNew);
            if (!taken.Succeeded) return taken;
            change = taken.Value;
        }

        return change;
    }

    private static ApiOutcome<UserChange> Take(UserChange change, JsonProperty member, bool isNew) => member.Name switch
    {
        "floorWarden" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? change with { FloorWarden = member.Value.GetBoolean() } : ApiError.BadRequest("The member floorWarden must be true or false."),
        "specialNeeds" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? change with { SpecialNeeds = member.Value.GetBoolean() } : ApiError.BadRequest("The member specialNeeds must be true or false."),
        "userType" => TakeUserType(change, member.Value),
        "password" => isNew ? TakePassword(change, member.Value)
            : ApiError.BadRequest("The member password cannot be changed here. PUT it to /users/{id}/resetPassword."),
        _ => UserFields.ByName.TryGetValue(member.Name, out var field) ? TakeText(change, field, member.Value) : change,
    };

    private static ApiOutcome<UserChange> TakeText(UserChange change, UserField field, JsonElement value)
    {
        string? text = null;
        if (value.ValueKind != JsonValueKind.Null)
        {
            if (value.ValueKind != JsonValueKind.String) return ApiError.BadRequest($"The member {field.Name} must be a text.");
            if (!JsonBody.TryGetText(value, out text)) return ApiError.BadRequest($"The member {field.Name} is broken text.");
            text = text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        }

        return UserFieldRules.Refuses(field, text) is { } refusal
            ? ApiError.BadRequest($"The member {field.Name} {refusal}") : change with { Texts = change.Texts.SetItem(field, text) };
    }

    private static ApiOutcome<UserChange> TakeUserType(UserChange change, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number
            && id.TryGetInt64(out var number) && number is > 0 and <= ApiCall.MaximumNumber
            ? change with { UserTypeId = number }
            : ApiError.BadRequest("The member userType must be an object whose id is the number of a user type.");

    private static ApiOutcome<UserChange> TakePassword(UserChange change, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && JsonBody.TryGetText(value, out var text)
            ? change with { Password = new Secret(text) } : ApiError.BadRequest("The member password must be a text.");
}

using System.Text.Json;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Reads the body of <c>PUT /users/{id}/permissions</c>: <c>[{"role": NAME, "center": {"id": N}}]</c> (W-54, W-88).</summary>
internal static class PermissionsReader
{
    /// <summary>The most entries.</summary>
    internal const int MaximumEntries = 1000;

    /// <summary>The pairs, each once, or a refusal that names the entry and the member.</summary>
    internal static ApiOutcome<List<(long RoleId, long CenterId)>> Read(
        JsonElement body, IReadOnlyList<UserType> roles, IReadOnlyList<Center> centers)
    {
        if (body.ValueKind != JsonValueKind.Array) return ApiError.BadRequest("The body must be a JSON array.");
        if (body.GetArrayLength() > MaximumEntries) return ApiError.BadRequest($"The body has more than {MaximumEntries} entries.");
        var pairs = new List<(long, long)>();
        foreach (var (index, entry) in body.EnumerateArray().Index())
        {
            if (entry.ValueKind != JsonValueKind.Object) return ApiError.BadRequest($"Entry {index} must be an object.");
            if (FindRole(entry, roles) is not { } role) return Refuse("role", index, "the name of a user type");
            if (FindCenter(entry, centers) is not { } center) return Refuse("center", index, "an object whose id is that of a center");
            if (!pairs.Contains((role.Id, center.Id))) pairs.Add((role.Id, center.Id));
        }

        return pairs;
    }

    private static ApiError Refuse(string member, int index, string mustBe) =>
        ApiError.BadRequest($"The member {member} of entry {index} must be {mustBe}.");

    private static UserType? FindRole(JsonElement entry, IReadOnlyList<UserType> roles) =>
        entry.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && JsonBody.TryGetText(role, out var name)
            ? roles.FirstOrDefault(type => type.Name == name)
                ?? roles.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            : null;

    private static Center? FindCenter(JsonElement entry, IReadOnlyList<Center> centers) =>
        entry.TryGetProperty("center", out var center) && center.ValueKind == JsonValueKind.Object
        && center.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
            ? centers.FirstOrDefault(one => one.Id == number) : null;
}

using System.Globalization;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;
using Vestibule.Server.Http.Wire.Workplace;

namespace Vestibule.Server.Api.Users;

/// <summary>Reads the parameters of <c>/users</c> and <c>/users/count</c> (W-54). Unknown ones are passed over.</summary>
internal static class UserListQuery
{
    internal const int MaximumLimit = 500;
    internal const int MaximumSearchLength = 200;

    /// <summary>The fields to sort by: a closed list, so that no text from outside ever reaches an ORDER BY (attack 68).</summary>
    internal static readonly (string Name, SubjectOrder Order, bool Public)[] Orders =
    [
        ("id", SubjectOrder.Id, true), ("userName", SubjectOrder.UserName, true), ("firstName", SubjectOrder.FirstName, true),
        ("lastName", SubjectOrder.LastName, true), ("email", SubjectOrder.Email, true), ("employeeId", SubjectOrder.EmployeeId, false),
        ("dateCreated", SubjectOrder.DateCreated, false), ("dateUpdated", SubjectOrder.DateUpdated, false),
    ];

    /// <summary>The parameters that this resource knows, the selector aside.</summary>
    internal static readonly string[] Known =
        ["search", "limit", "startAt", "orderBy", "orderByType", "userTypeId", "siteAdmin", "modifiedOrCreatedAfter", "createdBefore"];

    /// <summary>The query, or a refusal that names the parameter.</summary>
    internal static ApiOutcome<SubjectQuery> Read(IQueryCollection parameters)
    {
        var query = new SubjectQuery();
        foreach (var name in Known)
        {
            if (parameters[name] is not { Count: > 0 } values) continue;
            if (values.Count > 1) return ApiError.BadRequest($"The parameter {name} stands there more than once.");
            if (Take(query, name, values[0] ?? "") is not { } taken) return ApiError.BadRequest($"The parameter {name} must be {MustBe(name)}.");
            query = taken;
        }

        return query;
    }

    /// <summary>People without the administration right may not sort or filter by what they may not see, or the order would tell it (W-87).</summary>
    internal static AccessRefusal? Refuses(SubjectQuery query, ApiCaller caller)
    {
        if (caller.SeesAllFields) return null;
        var filters = query is { UserTypeId: null, SiteAdmin: null, ModifiedOrCreatedAfter: null, CreatedBefore: null };
        return filters && Orders.Any(order => order.Order == query.OrderBy && order.Public)
            ? null : new AccessRefusal("Sorting or filtering by fields that are not public needs a user type that administers.");
    }

    private static SubjectQuery? Take(SubjectQuery query, string name, string value) => name switch
    {
        "search" => value.Length <= MaximumSearchLength && HeaderText.Refuses(name, value, MaximumSearchLength) is null
            ? query with { Search = value.Trim() is { Length: > 0 } search ? search : null } : null,
        "limit" => Number(value) is >= 1 and <= MaximumLimit and var limit ? query with { Limit = (int)limit } : null,
        "startAt" => Number(value) is { } start ? query with { StartAt = start } : null,
        "orderBy" => Array.FindIndex(Orders, order => order.Name == value) is >= 0 and var index
            ? query with { OrderBy = Orders[index].Order } : null,
        "orderByType" => value is "asc" or "desc" ? query with { Descending = value == "desc" } : null,
        "userTypeId" => Number(value) is { } type ? query with { UserTypeId = type } : null,
        "siteAdmin" => value is "true" or "false" ? query with { SiteAdmin = value == "true" } : null,
        "modifiedOrCreatedAfter" => Time(value) is { } after ? query with { ModifiedOrCreatedAfter = after } : null,
        "createdBefore" => Time(value) is { } before ? query with { CreatedBefore = before } : null,
        _ => null,
    };

    private static string MustBe(string name) => name switch
    {
        "search" => $"at most {MaximumSearchLength} characters without control characters",
        "limit" => $"a whole number from 1 to {MaximumLimit}",
        "orderBy" => $"one of {string.Join(", ", Orders.Select(order => order.Name))}",
        "orderByType" => "asc or desc",
        "siteAdmin" => "true or false",
        "modifiedOrCreatedAfter" or "createdBefore" => "a time in milliseconds since 1970",
        _ => "a whole number that is not negative",
    };

    private static long? Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ApiCall.MaximumNumber ? number : null;

    private static DateTimeOffset? Time(string value) =>
        Number(value) is { } milliseconds && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}

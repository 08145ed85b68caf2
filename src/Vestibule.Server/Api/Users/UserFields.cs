using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;

namespace Vestibule.Server.Api.Users;

/// <summary>The texts of the user object that can be written: the closed list that no body can go beyond (W-53).</summary>
internal static class UserFields
{
    internal const string UserName = "userName";
    internal const string Email = "email";

    /// <summary>The texts before <c>name</c>, which is made of two of them.</summary>
    internal static ImmutableArray<UserField> Names { get; } =
    [
        new(UserName, CredentialGate.MaximumUserName, s => s.UserName, (s, v) => s with { UserName = v! }) { Public = true, Required = true },
        Profile("firstName", 100, p => p.FirstName, (p, v) => p with { FirstName = v! }) with { Public = true, Required = true },
        Profile("lastName", 100, p => p.LastName, (p, v) => p with { LastName = v! }) with { Public = true, Required = true },
    ];

    /// <summary>The e-mail address: RFC 5321 §4.5.3.1.3 allows 254 characters.</summary>
    internal static UserField EmailField { get; } =
        new(Email, AccountValidator.MaximumEmail, s => s.Email, (s, v) => s with { Email = v! }) { Public = true, Required = true };

    /// <summary>The texts that are left out when empty.</summary>
    internal static ImmutableArray<UserField> Optional { get; } =
    [
        Profile("phone", 50, p => p.Phone, (p, v) => p with { Phone = v }) with { Public = true },
        Profile("mobile", 50, p => p.Mobile, (p, v) => p with { Mobile = v }),
        Profile("extension", 50, p => p.Extension, (p, v) => p with { Extension = v }) with { Public = true },
        Profile("jobTitle", 200, p => p.JobTitle, (p, v) => p with { JobTitle = v }) with { Public = true },
        Profile("department", 200, p => p.Department, (p, v) => p with { Department = v }) with { Public = true },
        Profile("company", 200, p => p.Company, (p, v) => p with { Company = v }),
        Profile("employeeId", 100, p => p.EmployeeId, (p, v) => p with { EmployeeId = v }),
        Profile("knownAs", 100, p => p.KnownAs, (p, v) => p with { KnownAs = v }),
        Profile("comments", 4000, p => p.Comments, (p, v) => p with { Comments = v }) with { Multiline = true },
        .. Enumerable.Range(0, 15).Select(i => Profile("custom" + (i + 1).ToString("00", CultureInfo.InvariantCulture), 255,
            p => p.Custom[i], (p, v) => p with { Custom = p.Custom.SetItem(i, v) })),
    ];

    /// <summary>All of them, in the order in which they are shown.</summary>
    internal static ImmutableArray<UserField> All { get; } = [.. Names, EmailField, .. Optional];

    /// <summary>All of them by name.</summary>
    internal static FrozenDictionary<string, UserField> ByName { get; } = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static UserField Profile(
        string name, int maximum, Func<SubjectProfile, string?> read, Func<SubjectProfile, string?, SubjectProfile> write) =>
        new(name, maximum, s => read(s.Profile), (s, v) => s with { Profile = write(s.Profile, v) });
}

using System.Collections.Immutable;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Subjects;

/// <summary>A person of a site: the resource owner (RFC 6749 §1.1), with the profile that the API shows (W-53).</summary>
public sealed record Subject
{
    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The row id.</summary>
    public required SubjectId Id { get; init; }

    /// <summary>The number by which the API names the person (W-53): a sequence per site, below 2^53. 0 until stored.</summary>
    public long Number { get; init; }

    /// <summary>The name to sign in with.</summary>
    public required string UserName { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The password's hash with its parameters; null when the person has no password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>A disabled person cannot sign in, and nothing handed out for them works.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Lifted to end everything that was handed out for this person.</summary>
    public int Epoch { get; init; }

    /// <summary>Counts the changes of the row, so that two writers do not overwrite each other. 0 until stored.</summary>
    public long Version { get; init; }

    /// <summary>The person's user type; see <see cref="UserType"/>.</summary>
    public required long UserTypeId { get; init; }

    /// <summary>What the API shows of the person.</summary>
    public required SubjectProfile Profile { get; init; }

    /// <summary>When the row was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the row was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The row id alone: a record's own text would print the password's hash.</summary>
    public override string ToString() => $"Subject {Id}";
}

/// <summary>The profile fields of W-53. Texts are null when empty.</summary>
public sealed record SubjectProfile
{
    /// <summary>Given name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Family name.</summary>
    public required string LastName { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>Mobile telephone.</summary>
    public string? Mobile { get; init; }

    /// <summary>Telephone extension.</summary>
    public string? Extension { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Company.</summary>
    public string? Company { get; init; }

    /// <summary>The employer's own identifier of the person.</summary>
    public string? EmployeeId { get; init; }

    /// <summary>The name the person goes by.</summary>
    public string? KnownAs { get; init; }

    /// <summary>Whether the person is a floor warden.</summary>
    public bool FloorWarden { get; init; }

    /// <summary>Whether the person has special needs in an evacuation.</summary>
    public bool SpecialNeeds { get; init; }

    /// <summary>Free text.</summary>
    public string? Comments { get; init; }

    /// <summary><c>custom01</c> to <c>custom15</c>, in this order; always 15 entries, null when empty.</summary>
    public ImmutableArray<string?> Custom { get; init; } = ImmutableArray.Create(new string?[15]);
}

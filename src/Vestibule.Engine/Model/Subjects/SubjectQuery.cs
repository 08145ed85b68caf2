namespace Vestibule.Engine.Model.Subjects;

/// <summary>Which people of a site, in what order (W-54).</summary>
public sealed record SubjectQuery
{
    /// <summary>Part of the first name, last name, e-mail or employee id, without regard to case; null means all.</summary>
    public string? Search { get; init; }

    /// <summary>Whether the search looks at employee ids too: not for those who may not see them, or the answer would tell (W-87).</summary>
    public bool SearchEmployeeIds { get; init; } = true;

    /// <summary>At most so many; 1 to 500.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>How many to pass over.</summary>
    public long StartAt { get; init; }

    /// <summary>The field to sort by: one of a closed list, never a column name from outside.</summary>
    public SubjectOrder OrderBy { get; init; }

    /// <summary>Whether the order is descending.</summary>
    public bool Descending { get; init; }

    /// <summary>Only people of this user type.</summary>
    public long? UserTypeId { get; init; }

    /// <summary>Only people whose user type does, or does not, administer.</summary>
    public bool? SiteAdmin { get; init; }

    /// <summary>Only rows made or changed after this time.</summary>
    public DateTimeOffset? ModifiedOrCreatedAfter { get; init; }

    /// <summary>Only rows made before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }
}

/// <summary>The sort fields of <c>/users</c>.</summary>
public enum SubjectOrder
{
    /// <summary>The number.</summary>
    Id,

    /// <summary>User name.</summary>
    UserName,

    /// <summary>Given name.</summary>
    FirstName,

    /// <summary>Family name.</summary>
    LastName,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Employee id.</summary>
    EmployeeId,

    /// <summary>When the row was made.</summary>
    DateCreated,

    /// <summary>When the row was last changed.</summary>
    DateUpdated,
}

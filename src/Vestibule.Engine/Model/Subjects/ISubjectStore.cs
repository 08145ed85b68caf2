using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Subjects;

/// <summary>Where people are kept.</summary>
/// <remarks>Whatever lifts a person's epoch ends their grants and sessions and appends to the change feed in the same transaction (S-7).</remarks>
public interface ISubjectStore
{
    /// <summary>By row id.</summary>
    Task<Subject?> FindAsync(SiteId site, SubjectId id, CancellationToken ct);

    /// <summary>By the API's number.</summary>
    Task<Subject?> FindByNumberAsync(SiteId site, long number, CancellationToken ct);

    /// <summary>By user name, without regard to case.</summary>
    Task<Subject?> FindByUserNameAsync(SiteId site, string userName, CancellationToken ct);

    /// <summary>By e-mail address, without regard to case.</summary>
    Task<Subject?> FindByEmailAsync(SiteId site, string email, CancellationToken ct);

    /// <summary>The people that a query names.</summary>
    Task<IReadOnlyList<Subject>> ListAsync(SiteId site, SubjectQuery query, CancellationToken ct);

    /// <summary>How many people a query names, its limit and start left aside.</summary>
    Task<long> CountAsync(SiteId site, SubjectQuery query, CancellationToken ct);

    /// <summary>Stores a new person and gives them the next number of the site.</summary>
    Task<SubjectWrite> AddAsync(Subject subject, CancellationToken ct);

    /// <summary>Replaces name, e-mail, user type, profile, <see cref="Subject.Enabled"/> and <see cref="Subject.PasswordHash"/> if the row is still of the record's version.
    /// With <paramref name="endEverything"/>, and always when the person is disabled, the epoch is lifted. The time of the change is the store's, not the record's: what ended is told from then on.</summary>
    Task<SubjectWrite> UpdateAsync(Subject subject, bool endEverything, CancellationToken ct);

    /// <summary>Stores a hash with stronger parameters for the same password; nothing ends. Without effect when the stored hash is no longer <paramref name="from"/>.</summary>
    Task RehashPasswordAsync(SiteId site, SubjectId id, string from, string to, CancellationToken ct);

    /// <summary>Lifts the person's epoch: everything handed out for them ends.</summary>
    Task EndEverythingAsync(SiteId site, SubjectId id, CancellationToken ct);

    /// <summary>Deletes a person; everything handed out for them ends. False when they were gone.</summary>
    Task<bool> RemoveAsync(SiteId site, SubjectId id, CancellationToken ct);

    /// <summary>The site's user types, by number.</summary>
    Task<IReadOnlyList<UserType>> ListUserTypesAsync(SiteId site, CancellationToken ct);

    /// <summary>The site's centers, by number.</summary>
    Task<IReadOnlyList<Center>> ListCentersAsync(SiteId site, CancellationToken ct);

    /// <summary>Adds a center to the site's list and gives it the next number.</summary>
    Task<Center> AddCenterAsync(SiteId site, string name, CancellationToken ct);

    /// <summary>A person's permissions.</summary>
    Task<IReadOnlyList<Permission>> ListPermissionsAsync(SiteId site, SubjectId id, CancellationToken ct);

    /// <summary>Replaces a person's permissions. False when the person, a role or a center is unknown.</summary>
    Task<bool> ReplacePermissionsAsync(SiteId site, SubjectId id, IReadOnlyList<(long RoleId, long CenterId)> permissions, CancellationToken ct);
}

/// <summary>How a write of a person ended.</summary>
/// <param name="Result">The result.</param>
/// <param name="Subject">The row as it now is, after <see cref="SubjectWriteResult.Stored"/>.</param>
public sealed record SubjectWrite(SubjectWriteResult Result, Subject? Subject);

/// <summary>How a write of a person ended.</summary>
public enum SubjectWriteResult
{
    /// <summary>Done.</summary>
    Stored,

    /// <summary>The user name is another person's.</summary>
    UserNameTaken,

    /// <summary>The e-mail address is another person's.</summary>
    EmailTaken,

    /// <summary>The user type is not one of the site's.</summary>
    UserTypeUnknown,

    /// <summary>Somebody else changed the row since it was read.</summary>
    Conflict,

    /// <summary>The person is gone.</summary>
    Gone,
}

using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Sessions;

/// <summary>Where sessions are kept.</summary>
public interface ISessionStore
{
    /// <summary>Stores a new session and ends the one it replaces, if any, in one transaction (W-23: a new id at each sign-in).</summary>
    Task AddAsync(Session session, SessionId? replaces, CancellationToken ct);

    /// <summary>A session together with its person as they are now; null when either is gone.</summary>
    Task<(Session Session, Subject Subject)?> FindAsync(SiteId site, SessionId id, CancellationToken ct);

    /// <summary>Notes that a request was seen.</summary>
    Task TouchAsync(SiteId site, SessionId id, DateTimeOffset seenAt, CancellationToken ct);

    /// <summary>Ends a session. Its grants are spared: they have a life of their own (S-7).</summary>
    Task EndAsync(SiteId site, SessionId id, DateTimeOffset at, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> sessions that ended or expired before a time; how many were deleted.</summary>
    Task<int> DeletePastAsync(DateTimeOffset before, int limit, CancellationToken ct);
}

using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Subjects;

/// <summary>Which callers succeeded for which account of late (W-86), as keyed hashes only.</summary>
public interface IKnownCallerStore
{
    /// <summary>Whether this caller succeeded for this account and that has not expired.</summary>
    Task<bool> IsKnownAsync(SiteId site, ReadOnlyMemory<byte> callerHash, DateTimeOffset now, CancellationToken ct);

    /// <summary>Notes a success until a time.</summary>
    Task RememberAsync(SiteId site, ReadOnlyMemory<byte> callerHash, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> expired rows; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct);
}

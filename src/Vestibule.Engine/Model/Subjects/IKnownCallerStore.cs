using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Subjects;

/// <summary>Callers that succeeded for an account not long ago: a browser, or a client at an address. They keep a budget of their own while the
/// account is being guessed at (W-33, W-86). Only keyed hashes are kept: the table names neither people nor addresses.</summary>
public interface IKnownCallerStore
{
    /// <summary>Whether the caller succeeded before and is still remembered.</summary>
    Task<bool> IsKnownAsync(SiteId site, ReadOnlyMemory<byte> callerHash, DateTimeOffset now, CancellationToken ct);

    /// <summary>Remembers a caller that succeeded; a later end replaces an earlier one.</summary>
    Task RememberAsync(SiteId site, ReadOnlyMemory<byte> callerHash, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Forgets up to <paramref name="limit"/> callers whose time is over; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct);
}

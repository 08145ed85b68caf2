using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Grants;

/// <summary>Where grants are kept.</summary>
public interface IGrantStore
{
    /// <summary>Stores the grant if its epochs match, the person and client are enabled and its session lives; a used id is a replay and ends the grant.
    /// One statement, one winner on any number of nodes. Living grants of the same session at the same client are superseded.</summary>
    Task<Redemption> RedeemAsync(Grant grant, AttemptId attempt, CancellationToken ct);

    /// <summary>Moves the generation as <see cref="RotationRule"/> says. One statement.</summary>
    Task<Rotation> RotateAsync(RotationRequest request, CancellationToken ct);

    /// <summary>Ends a grant and appends to the change feed. One statement; without effect when it is gone or ended.</summary>
    Task EndAsync(SiteId site, GrantId grant, EndReason reason, DateTimeOffset now, CancellationToken ct);

    /// <summary>Ends one access token that has no grant, by its own id, until its expiry. One statement.</summary>
    Task EndTokenAsync(SiteId site, Guid tokenId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken ct);

    /// <summary>A grant's row; null when there is none.</summary>
    Task<Grant?> FindAsync(SiteId site, GrantId grant, CancellationToken ct);

    /// <summary>The living grants of a person, newest first.</summary>
    Task<IReadOnlyList<Grant>> ListLivingAsync(SiteId site, SubjectId subject, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> rows that ended or expired and are past their <see cref="Grant.KeepUntil"/>; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Ends the oldest living grants of each person at each client beyond <paramref name="cap"/>; how many.</summary>
    Task<int> EndOverCapAsync(int cap, DateTimeOffset now, CancellationToken ct);
}

using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Where the contents of a code wait that are too long to travel in it.</summary>
public interface IPushedRequestStore
{
    /// <summary>Parks contents, sealed by the caller, and gives them an id. The id alone is no secret: it travels sealed.</summary>
    Task<Guid> ParkAsync(SiteId site, ReadOnlyMemory<byte> contents, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Contents that were parked; null when there are none or their time is over. Reading does not spend them.</summary>
    Task<byte[]?> FindAsync(SiteId site, Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> contents whose time is over; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct);
}

using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Where contents too long for a URL are parked until they are named again.</summary>
public interface IPushedRequestStore
{
    /// <summary>Parks contents under an id.</summary>
    Task ParkAsync(SiteId site, Guid id, ReadOnlyMemory<byte> contents, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Parked contents; null when there are none or they have expired.</summary>
    Task<byte[]?> FindAsync(SiteId site, Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> expired rows; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct);
}

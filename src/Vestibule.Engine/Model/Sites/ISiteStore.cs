namespace Vestibule.Engine.Model.Sites;

/// <summary>Where sites are kept.</summary>
public interface ISiteStore
{
    /// <summary>All sites, by name.</summary>
    Task<IReadOnlyList<Site>> ListAsync(CancellationToken ct);

    /// <summary>The site that answers for a canonical host; null when there is none.</summary>
    Task<Site?> FindByHostAsync(string host, CancellationToken ct);

    /// <summary>Adds a site. False when one of its hosts is another site's.</summary>
    Task<bool> AddAsync(Site site, CancellationToken ct);

    /// <summary>Replaces name, url, hosts, look and settings, and lifts the epoch to at least the record's, and
    /// by one when the site is disabled, so that enabling it again brings nothing back to life. False when a host is another site's or the site is gone.</summary>
    Task<bool> UpdateAsync(Site site, CancellationToken ct);

    /// <summary>Removes a site and everything under it. False when it was gone.</summary>
    Task<bool> RemoveAsync(SiteId id, CancellationToken ct);
}

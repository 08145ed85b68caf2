using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Clients;

/// <summary>Where clients are kept. Each change appends to the change feed, so that caches let go of what they hold.</summary>
public interface IClientStore
{
    /// <summary>A site's clients, by name.</summary>
    Task<IReadOnlyList<Client>> ListAsync(SiteId site, CancellationToken ct);

    /// <summary>One client with its secrets; null when there is none.</summary>
    Task<Client?> FindAsync(SiteId site, string clientId, CancellationToken ct);

    /// <summary>Adds a client with its secrets. False when its id or app code is taken.</summary>
    Task<bool> AddAsync(Client client, CancellationToken ct);

    /// <summary>Replaces a client's settings and secrets. False when it is gone or the app code is taken. The stored epoch never falls,
    /// and is lifted when the client is disabled, so that enabling it again brings nothing back to life.</summary>
    Task<bool> UpdateAsync(Client client, CancellationToken ct);

    /// <summary>Removes a client; everything handed out to it ends. False when it was gone.</summary>
    Task<bool> RemoveAsync(SiteId site, string clientId, CancellationToken ct);
}

using System.Collections.Frozen;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Clients;

/// <summary>The clients, in memory, as fresh as the change feed.</summary>
public sealed class ClientDirectory
{
    private readonly FeedCache<(SiteId Site, string Id), Client> clients;
    private readonly FeedCache<SiteId, FrozenSet<string>> origins;

    /// <summary>Reads through to a store.</summary>
    public ClientDirectory(IClientStore store)
    {
        clients = new((key, ct) => store.FindAsync(key.Site, key.Id, ct), capacity: 20_000);
        origins = new(async (site, ct) =>
            (await store.ListAsync(site, ct).ConfigureAwait(false)).Where(client => client.Enabled).SelectMany(Clients.AllowedOrigins.Of)
                .ToFrozenSet(StringComparer.Ordinal), capacity: 10_000);
    }

    /// <summary>A client; null when there is none. Ids longer than 255 characters are nobody's.</summary>
    public ValueTask<Client?> FindAsync(SiteId site, string clientId, CancellationToken ct) =>
        clientId.Length is 0 or > 255 ? default : clients.FindAsync((site, clientId), ct);

    /// <summary>Every origin that some enabled client of the site may be called from (W-5).</summary>
    public async ValueTask<FrozenSet<string>> OriginsAsync(SiteId site, CancellationToken ct) =>
        await origins.FindAsync(site, ct).ConfigureAwait(false) ?? FrozenSet<string>.Empty;

    internal void Forget(SiteId site, string clientId)
    {
        clients.Forget((site, clientId));
        origins.Forget(site);
    }

    internal void ForgetOrigins(SiteId site) => origins.Forget(site);
}

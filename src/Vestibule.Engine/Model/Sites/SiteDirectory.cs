using Vestibule.Engine.Model.Changes;

namespace Vestibule.Engine.Model.Sites;

/// <summary>The sites, in memory, as fresh as the change feed.</summary>
public sealed class SiteDirectory(ISiteStore store)
{
    private readonly FeedCache<string, Site> byHost = new(store.FindByHostAsync, capacity: 10_000);

    /// <summary>The enabled site that answers for a <c>Host</c> header; null when there is none (S-2).</summary>
    public async ValueTask<Site?> FindByHostAsync(string host, CancellationToken ct)
    {
        if (host.Length is 0 or > 255) return null;
        var site = await byHost.FindAsync(SiteHost.Canonical(host), ct).ConfigureAwait(false);
        return site is { Enabled: true } ? site : null;
    }

    internal void ForgetAll() => byHost.ForgetAll();
}

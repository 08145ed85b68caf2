using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Changes;

/// <summary>One client and one site that can change behind the caches' back.</summary>
internal sealed class OneClientAndSite : IClientStore, ISiteStore
{
    internal Client Client { get; set; } = Sample.Public;

    internal Site Site { get; set; } = Sample.Site;

    public Task<IReadOnlyList<Client>> ListAsync(SiteId site, CancellationToken ct) => Task.FromResult<IReadOnlyList<Client>>([Client]);

    public Task<Client?> FindAsync(SiteId site, string clientId, CancellationToken ct) => Task.FromResult(clientId == Client.Id ? Client : null);

    public Task<IReadOnlyList<Site>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Site>>([Site]);

    public Task<Site?> FindByHostAsync(string host, CancellationToken ct) => Task.FromResult(Site.Hosts.Contains(host) ? Site : null);

    public Task<bool> AddAsync(Client client, CancellationToken ct) => ReadOnly();

    public Task<bool> UpdateAsync(Client client, CancellationToken ct) => ReadOnly();

    public Task<bool> RemoveAsync(SiteId site, string clientId, CancellationToken ct) => ReadOnly();

    public Task<bool> AddAsync(Site site, CancellationToken ct) => ReadOnly();

    public Task<bool> UpdateAsync(Site site, CancellationToken ct) => ReadOnly();

    public Task<bool> RemoveAsync(SiteId id, CancellationToken ct) => ReadOnly();

    private static Task<bool> ReadOnly() => throw new NotSupportedException("These rows are changed by the test.");
}

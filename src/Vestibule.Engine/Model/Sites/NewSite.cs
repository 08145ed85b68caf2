using System.Collections.Immutable;

namespace Vestibule.Engine.Model.Sites;

/// <summary>Makes sites.</summary>
public static class NewSite
{
    /// <summary>A site with the usual settings.</summary>
    public static Site For(string name, string url, DateTimeOffset now) => new()
    {
        Id = new SiteId(Guid.CreateVersion7(now)),
        Name = name,
        Url = url,
        Hosts = HostsOf(url),
        CreatedAt = now,
    };

    /// <summary>The hosts that an address answers for. On loopback also the address in numbers, and the host without its port, because some client
    /// libraries drop it (S-2).</summary>
    public static ImmutableArray<string> HostsOf(string url)
    {
        var uri = new Uri(url);
        if (!uri.IsLoopback) return [SiteHost.Of(url)];
        string[] names = ["localhost", "127.0.0.1", "[::1]"];
        return [.. names.Select(name => SiteHost.Canonical($"{name}:{uri.Port}")).Concat([SiteHost.Canonical(uri.Host)]).Distinct(StringComparer.Ordinal)];
    }
}

using System.CommandLine;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Commands;

/// <summary><c>vestibule serve</c>: production.</summary>
internal static class ServeCommand
{
    private const int MostSitesNamed = 5;

    internal static Command Make()
    {
        var (config, data, urls) = (StoreOptions.Config(), Data(), Urls());
        var command = new Command("serve",
            "Serve the sites of a data folder. Settings come from the command line, from VESTIBULE_... variables and from a file, in this order.")
        {
            config, data, urls,
        };
        command.SetAction((parsed, ct) => RunAsync(
            Configuration.ReadForStart(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(urls)), ct));
        return command;
    }

    internal static Option<string?> Data() => OptionKinds.Text("--data", "The data folder, with the SQLite database. Default: .data", "DIR");

    internal static Option<string?> Urls() =>
        OptionKinds.Text("--urls",
            "Where to listen; several are separated by ;. Default: http://localhost:8080. With port 0 the line ready names the port.", "URL");

    private static async Task<int> RunAsync(ServerSettings settings, CancellationToken ct)
    {
        await using var stores = SqliteStores.Open(settings.DataFolder, TimeProvider.System);
        await using var app = ServerHost.Build(settings, stores, TimeProvider.System);
        return await Running.UntilStoppedAsync(app, settings.Urls, async bound =>
        {
            var sites = await stores.Sites.ListAsync(ct);
            if (sites.Count == 0) await FirstSiteAsync(stores, settings.SiteUrl ?? bound, app.Logger, ct);
            else WarnOfHomelessAddresses(sites, settings, bound, app.Logger);
            return null;
        }, ct);
    }

    /// <summary>On an empty store there is one site, for the first address.</summary>
    private static async Task FirstSiteAsync(SqliteStores stores, string url, ILogger logger, CancellationToken ct)
    {
        if (StartCheck.FirstSiteProblem(url) is { } problem) throw new SetupException(problem);
        await stores.Sites.AddAsync(NewSite.For("Workplace", url, TimeProvider.System.GetUtcNow()), ct);
        logger.SiteMade(url);
    }

    /// <summary>A server whose address was changed answers, and answers 404 to everything: says so, and how to make a site follow.</summary>
    private static void WarnOfHomelessAddresses(IReadOnlyList<Site> sites, ServerSettings settings, string bound, ILogger logger)
    {
        string[] addresses = settings.SiteUrl is { } named ? [named] : [];
        // Behind a proxy the host names are the proxy's: what is listened on says nothing about them.
        if (settings.Proxies.Count == 0) addresses = [.. addresses, bound, .. settings.Urls.Skip(1)];
        if (addresses.Length == 0 || addresses.Any(address => ListenUrls.IsAnyHost(address) || IsSomeSites(address, sites))) return;
        var known = string.Join(", ", sites.Take(MostSitesNamed).Select(site => $"{site.Url} ({site.Name})")) + (sites.Count > MostSitesNamed ? ", ..." : "");
        logger.NoSiteAtAddress(string.Join(", ", addresses), known);
    }

    private static bool IsSomeSites(string address, IReadOnlyList<Site> sites)
    {
        var hosts = NewSite.HostsOf(address);
        return sites.Any(site => site.Hosts.Any(host => hosts.Contains(host)));
    }
}

using System.CommandLine;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Commands;

/// <summary><c>vestibule serve</c>: production.</summary>
internal static class ServeCommand
{
    internal static Command Make()
    {
        var (config, data, urls) = (StoreOptions.Config(), Data(), Urls());
        var command = new Command("serve",
            "Serve the sites of a data folder. Settings come from the command line, from VESTIBULE_... variables and from a file, in this order.")
        {
            config, data, urls,
        };
        command.SetAction((parsed, ct) => RunAsync(
            Configuration.Read(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(urls)), ct));
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
        return await Running.UntilStoppedAsync(app, settings.Urls[0], async bound =>
        {
            await FirstSiteAsync(stores, settings.SiteUrl ?? bound, app.Logger, ct);
            return null;
        }, ct);
    }

    /// <summary>On an empty store there is one site, for the first address.</summary>
    private static async Task FirstSiteAsync(SqliteStores stores, string url, ILogger logger, CancellationToken ct)
    {
        if ((await stores.Sites.ListAsync(ct)).Count > 0) return;
        if (SiteHost.Refuses(url) is { } reason)
        {
            throw new SetupException($"A first site cannot be made for {url}: it {reason}. Name the public address with the setting siteUrl.");
        }

        await stores.Sites.AddAsync(NewSite.For("Workplace", url, TimeProvider.System.GetUtcNow()), ct);
        logger.SiteMade(url);
    }
}

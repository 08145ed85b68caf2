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
        var config = new Option<string?>("--config") { Description = "A JSON file with settings; see vestibule config show.", HelpName = "FILE" };
        var data = new Option<string?>("--data") { Description = "The data folder, with the SQLite database.", HelpName = "DIR" };
        var urls = new Option<string?>("--urls") { Description = "Where to listen; several are separated by ;.", HelpName = "URL" };
        var command = new Command("serve", "Serve the sites of a data folder.") { config, data, urls };
        command.SetAction((parsed, ct) => RunAsync(
            Configuration.Read(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(urls)), ct));
        return command;
    }

    private static async Task<int> RunAsync(ServerSettings settings, CancellationToken ct)
    {
        await using var stores = SqliteStores.Open(settings.DataFolder, TimeProvider.System);
        await using var app = ServerHost.Build(settings, stores, TimeProvider.System);
        await FirstSiteAsync(stores, settings, app.Logger, ct);
        return await Running.UntilStoppedAsync(app, settings.Urls[0], null, ct);
    }

    /// <summary>On an empty store there is one site, for the first address.</summary>
    private static async Task FirstSiteAsync(SqliteStores stores, ServerSettings settings, ILogger logger, CancellationToken ct)
    {
        if ((await stores.Sites.ListAsync(ct)).Count > 0) return;
        var url = settings.SiteUrl ?? settings.Urls[0];
        if (SiteHost.Refuses(url) is { } reason)
        {
            throw new SetupException($"A first site cannot be made for {url}: it {reason}. Name the public address with the setting siteUrl.");
        }

        await stores.Sites.AddAsync(NewSite.For("Workplace", url, TimeProvider.System.GetUtcNow()), ct);
        logger.SiteMade(url);
    }
}

using System.CommandLine;
using Vestibule.Server.Commands.Demo;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Commands;

/// <summary><c>vestibule demo</c>: a site, two users and five clients, served on loopback.</summary>
internal static class DemoCommand
{
    internal static Command Make()
    {
        var data = StoreOptions.Data();
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen: loopback only.",
            DefaultValueFactory = _ => "http://localhost:8080",
            HelpName = "URL",
        };
        var command = new Command("demo", "Make a demo site with two users and five clients, serve it on this machine, and print a walk-through.") { data, urls };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data), ListenUrls.Parse(parsed.GetRequiredValue(urls)), ct));
        return command;
    }

    private static async Task<int> RunAsync(string folder, IReadOnlyList<string> urls, CancellationToken ct)
    {
        if (urls.FirstOrDefault(url => !ListenUrls.IsLoopback(url)) is { } open)
        {
            throw new SetupException($"A demo listens on this machine only, and {open} is open to others. Use a loopback address, or vestibule serve.");
        }

        var settings = StoreOptions.SettingsOf(folder) with { Urls = urls, LogLevel = LogLevel.Warning };
        if (DataFolder.WhyUnreadable(folder) is { } unreadable) throw new SetupException(unreadable);
        await using var stores = SqliteStores.Open(folder, TimeProvider.System);
        await using var app = ServerHost.Build(settings, stores, TimeProvider.System);
        FileStream? turn = null;
        try
        {
            return await Running.UntilStoppedAsync(app, urls, async url =>
            {
                turn = TakeTurn(folder);
                return WalkThrough.For(await DemoSite.EnsureAsync(app.Services, folder, url, ct));
            }, ct);
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <summary>One demo at a time has a folder: it moves the site to its own address. The lock ends with the process at the latest.</summary>
    private static FileStream TakeTurn(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "demo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new SetupException($"Another demo is running on the data folder {folder}. Stop it, or choose another folder with --data DIR.", taken);
        }
    }
}

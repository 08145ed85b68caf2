using System.CommandLine;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Commands;

/// <summary>A verb that works on the store of a data folder, also while servers run on it.</summary>
internal sealed class StoreVerb : Command
{
    private readonly Option<string> data = StoreOptions.Data();
    private readonly Option<bool> json = StoreOptions.Json();
    private readonly Option<string?> site = StoreOptions.Site();
    private readonly Option<string?> config = StoreOptions.Config();

    internal StoreVerb(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Whether the verb is about one site.</summary>
    internal bool OfOneSite { get; init; } = true;

    /// <summary>Whether the verb makes a store where there is none. Others refuse, so that a typing error in <c>--data</c> makes nothing.</summary>
    internal bool MakesStore { get; init; }

    /// <summary>Whether the verb needs what else the server is configured with: the master key.</summary>
    internal bool NeedsSettings { get; init; }

    /// <summary>Adds an argument, where an initializer sets properties.</summary>
    internal StoreVerb With(Argument argument)
    {
        Add(argument);
        return this;
    }

    /// <summary>Says what the verb does. Its own options stand first, so they are added before.</summary>
    internal StoreVerb Runs(Func<VerbCall, Task<int>> run)
    {
        if (OfOneSite) Add(site);
        if (NeedsSettings) Add(config);
        Add(data);
        Add(json);
        SetAction((parsed, ct) => RunAsync(parsed, run, ct));
        return this;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<VerbCall, Task<int>> run, CancellationToken ct)
    {
        var settings = SettingsOf(parsed);
        await using var stores = Open(settings.DataFolder);
        var events = new VerbEvents();
        try
        {
            return await run(new VerbCall
            {
                Parsed = parsed,
                Settings = settings,
                Stores = stores,
                Events = events,
                Answer = new Answer(parsed.GetValue(json)),
                SiteName = OfOneSite ? parsed.GetValue(site) : null,
                Cancelled = ct,
            });
        }
        finally
        {
            await events.StoreAsync(stores.Audit);
        }
    }

    private ServerSettings SettingsOf(ParseResult parsed) => !NeedsSettings
        ? StoreOptions.SettingsOf(parsed.GetRequiredValue(data))
        : Configuration.Read(parsed.GetValue(config), parsed.GetResult(data) is { Implicit: false } ? parsed.GetValue(data) : null);

    private SqliteStores Open(string folder)
    {
        if (DataFolder.WhyUnreadable(folder) is { } unreadable) throw new SetupException(unreadable);
        if (!MakesStore && !DataFolder.HasDatabase(folder))
        {
            throw new SetupException($"There is no database in {Path.GetFullPath(folder)}. Name the data folder with --data, or make one with a first site: "
                + "vestibule site add --name NAME --url URL");
        }

        return SqliteStores.Open(folder, TimeProvider.System);
    }
}

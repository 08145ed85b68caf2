using System.CommandLine;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands;

/// <summary>The options that most verbs have.</summary>
internal static class StoreOptions
{
    internal const string DefaultFolder = ".data";

    internal static Option<string> Data() => new("--data")
    {
        Description = "The data folder, with the SQLite database (environment: VESTIBULE_DATA).",
        DefaultValueFactory = _ => Configuration.FromEnvironment("data") is { Length: > 0 } named ? named : DefaultFolder,
        HelpName = "DIR",
    };

    internal static Option<bool> Json() => new("--json") { Description = "Print one JSON object or array on standard output, and nothing else there." };

    internal static Option<string?> Site() => new("--site")
    {
        Description = "Which site: its URL, name or id. May be left out where there is only one.",
        HelpName = "SITE",
    };

    internal static Option<string?> Config() => new("--config")
    {
        Description = "A JSON file with settings, as for vestibule serve; vestibule config show lists them.",
        HelpName = "FILE",
    };

    internal static Option<bool> Yes() => new("--yes") { Description = "Do not ask." };

    internal static ServerSettings SettingsOf(string data) => new()
    {
        DataFolder = data,
        Urls = [],
        MasterKey = Configuration.FromEnvironment("masterKey"),
        MasterKeyFile = Configuration.FromEnvironment("masterKeyFile"),
    };
}

using System.CommandLine;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands;

/// <summary>The options that say which store a verb works on.</summary>
internal static class StoreOptions
{
    internal const string DefaultFolder = ".data";

    internal static Option<string> Data() => new("--data")
    {
        Description = "The data folder, with the SQLite database.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("VESTIBULE_DATA") is { Length: > 0 } named ? named : DefaultFolder,
        HelpName = "DIR",
    };

    internal static ServerSettings SettingsOf(string data) => new()
    {
        DataFolder = data,
        Urls = [],
        MasterKey = Environment.GetEnvironmentVariable("VESTIBULE_MASTERKEY"),
        MasterKeyFile = Environment.GetEnvironmentVariable("VESTIBULE_MASTERKEYFILE"),
    };
}

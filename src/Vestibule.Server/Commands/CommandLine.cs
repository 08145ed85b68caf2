using System.CommandLine;
using Vestibule.Store;

namespace Vestibule.Server.Commands;

/// <summary>The verbs of the command line, one file each.</summary>
internal static class CommandLine
{
    /// <summary>Everything went as asked.</summary>
    internal const int Done = 0;

    /// <summary>It could not be done; one line on standard error says why and what to do.</summary>
    internal const int Failed = 1;

    internal static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Vestibule: an OAuth 2.0 and OpenID Connect server for a workplace and its REST API.")
        {
            DemoCommand.Make(),
            ServeCommand.Make(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception known) when (known is SetupException or DatabaseNotOpenedException or StorageUnavailableException)
        {
            await Console.Error.WriteLineAsync($"vestibule: {known.Message}");
            return Failed;
        }
    }
}

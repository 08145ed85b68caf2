using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Vestibule.Server.Commands.ClientVerbs;
using Vestibule.Server.Commands.ConfigVerbs;
using Vestibule.Server.Commands.DatabaseVerbs;
using Vestibule.Server.Commands.KeyVerbs;
using Vestibule.Server.Commands.SiteVerbs;
using Vestibule.Server.Commands.UserVerbs;
using Vestibule.Store;

namespace Vestibule.Server.Commands;

/// <summary>The verbs of the command line, one file each.</summary>
internal static class CommandLine
{
    /// <summary>Everything went as asked.</summary>
    internal const int Done = 0;

    /// <summary>It could not be done; one line on standard error says why and what to do.</summary>
    internal const int Failed = 1;

    // No @file arguments: a value that begins with @ is a value. No bundling: all options have long names.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    // Stopping is the host's own affair: it gives running requests more time than System.CommandLine would.
    private static readonly InvocationConfiguration Invoking = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    internal static async Task<int> RunAsync(string[] args)
    {
        var parsed = MakeRoot().Parse(args, Parsing);
        if (parsed.Action is ParseErrorAction) return Fail(MistakesIn(parsed));
        try
        {
            return await parsed.InvokeAsync(Invoking);
        }
        catch (Exception known) when (known is SetupException or DatabaseNotOpenedException or StorageUnavailableException
            or IOException or UnauthorizedAccessException)
        {
            return Fail(known.Message);
        }
    }

    // Not a RootCommand: that would call itself by the name of the file that it runs from.
    internal static Command MakeRoot() => new("vestibule", "Vestibule: an OAuth 2.0 server for a workplace and its REST API.")
    {
        new HelpOption(),
        new VersionOption(),
        DemoCommand.Make(),
        ServeCommand.Make(),
        SiteCommand.Make(),
        ClientCommand.Make(),
        UserCommand.Make(),
        KeyCommand.Make(),
        ConfigCommand.Make(),
        DatabaseCommand.Make(),
        LaterVersion.Verb("resource"),
        LaterVersion.Verb("audit"),
        LaterVersion.Verb("selftest"),
    };

    /// <summary>Says on standard error what went wrong.</summary>
    internal static int Fail(string message)
    {
        Console.Error.WriteLine($"vestibule: {message}");
        return Failed;
    }

    /// <summary>Everything that cannot be understood, in one line, and where to look.</summary>
    private static string MistakesIn(ParseResult parsed)
    {
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, command.Command.Name);
        }

        var mistakes = parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ").Trim()).Distinct(StringComparer.Ordinal);
        return $"{string.Join(' ', mistakes)} See {string.Join(' ', names)} --help.";
    }
}

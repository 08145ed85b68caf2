using System.CommandLine;
using System.Globalization;

namespace Vestibule.Server.Commands.DatabaseVerbs;

/// <summary><c>vestibule db …</c>.</summary>
internal static class DatabaseCommand
{
    internal static Command Make() => new("db", "The database: checking it, and copying it while servers run.") { MakeCheck(), MakeBackup() };

    private static StoreVerb MakeCheck() =>
        new StoreVerb("check", "Read the whole database and compare tables, indexes and references. Servers may go on.") { OfOneSite = false }.Runs(async call =>
        {
            var findings = OneEach(await call.Stores.Maintenance.IntegrityCheckAsync(call.Cancelled));
            call.Answer.Write(new DatabaseCheckView(call.Stores.Path, findings.Length == 0, findings), VerbJson.Default.DatabaseCheckView,
                check => check.Ok ? ["ok"] : check.Findings);
            return findings.Length == 0 ? CommandLine.Done
                : CommandLine.Fail($"The database {call.Stores.Path} is damaged: stop the servers and restore a backup.");
        });

    /// <summary>SQLite puts several findings below a heading into one text.</summary>
    internal static string[] OneEach(IEnumerable<string> texts) =>
    [
        .. texts.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(finding => !finding.StartsWith("*** in database ", StringComparison.Ordinal)),
    ];

    private static StoreVerb MakeBackup()
    {
        var file = new Argument<string>("file") { Description = "Where the copy goes. It must not exist yet.", HelpName = "FILE" };
        return new StoreVerb("backup", "Copy the database as it is at one moment, also while servers run. Keep the master key apart from it.")
        {
            OfOneSite = false,
        }.With(file).Runs(async call =>
        {
            var path = Path.GetFullPath(call.Parsed.GetRequiredValue(file));
            if (File.Exists(path)) throw new SetupException($"The file {path} is there already. Give a name that is not.");
            if (!Directory.Exists(Path.GetDirectoryName(path))) throw new SetupException($"The folder of {path} is not there. Make it first.");
            await call.Stores.Maintenance.BackupAsync(path, call.Cancelled);
            call.Answer.Write(new BackupView(path, new FileInfo(path).Length), VerbJson.Default.BackupView,
                made => [string.Create(CultureInfo.InvariantCulture, $"{made.File}  {made.Bytes} bytes")]);
            return CommandLine.Done;
        });
    }
}

/// <summary>What a check found.</summary>
internal sealed record DatabaseCheckView(string Database, bool Ok, string[] Findings);

/// <summary>The copy that was made.</summary>
internal sealed record BackupView(string File, long Bytes);

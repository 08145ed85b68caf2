using System.Globalization;
using System.Text.RegularExpressions;

namespace Vestibule.Store.Sqlite;

/// <summary>The numbered scripts, and bringing a database up to the newest of them.</summary>
internal static partial class SqliteMigrations
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          number INTEGER PRIMARY KEY, -- The schema belongs to the whole file, so its key has no site.
          name TEXT NOT NULL,
          applied_at INTEGER NOT NULL
        ) STRICT
        """;

    private static readonly IReadOnlyList<(int Number, string Name, string Resource)> Scripts = Find();

    /// <summary>The newest schema that this program knows.</summary>
    internal static int Newest => Scripts[^1].Number;

    /// <summary>Applies what is missing, all in one transaction. Any number of processes may do so at once: one does the work, the others wait.</summary>
    internal static void Run(SqliteLine line, DateTimeOffset now)
    {
        // Most starts find nothing to do, and then the write lock is left alone: servers and other verbs may be at work.
        if (Applied(line) == Newest) return;
        line.Control("BEGIN IMMEDIATE");
        try
        {
            line.RunScript(Table);
            var applied = Applied(line);
            if (applied > Newest)
            {
                throw new SchemaNewerException(
                    $"The database has schema {applied}, but this version of Vestibule knows schemas up to {Newest}: install the newer version again.");
            }

            foreach (var script in Scripts)
            {
                if (script.Number > applied) Apply(line, script, now);
            }

            line.Control("COMMIT");
        }
        catch
        {
            if (line.InTransaction) line.Control("ROLLBACK");
            throw;
        }
    }

    private static void Apply(SqliteLine line, (int Number, string Name, string Resource) script, DateTimeOffset now)
    {
        using var stream = typeof(SqliteMigrations).Assembly.GetManifestResourceStream(script.Resource)!;
        using var reader = new StreamReader(stream);
        line.RunScript(reader.ReadToEnd());
        using var insert = line.UseOnce("INSERT INTO schema_migrations (number, name, applied_at) VALUES (@number, @name, @now)");
        insert.Bind("@number", script.Number).Bind("@name", script.Name).Bind("@now", now).Run();
    }

    private static long Applied(SqliteLine line) =>
        line.Control("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'") == 0
            ? 0
            : line.Control("SELECT coalesce(max(number), 0) FROM schema_migrations");

    private static List<(int Number, string Name, string Resource)> Find()
    {
        var found = new List<(int, string, string)>();
        foreach (var resource in typeof(SqliteMigrations).Assembly.GetManifestResourceNames())
        {
            if (ScriptName().Match(resource) is not { Success: true } match) continue;
            found.Add((int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value, resource));
        }

        found.Sort((a, b) => a.Item1.CompareTo(b.Item1));
        return found;
    }

    [GeneratedRegex(@"\.sqlite\.([0-9]{4})_([a-z0-9_]+)\.sql$")]
    private static partial Regex ScriptName();
}

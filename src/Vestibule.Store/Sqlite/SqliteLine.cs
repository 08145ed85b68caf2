using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>One connection with the statements that were prepared on it. One thread at a time uses it.</summary>
internal sealed class SqliteLine : IDisposable
{
    private static readonly bool Initialized = Initialize();

    private readonly SqliteConnection connection;
    private readonly StatementCount count;

    // By reference: the texts are constants, and hashing a long text on each call would cost more than some of the statements.
    private readonly Dictionary<string, SqliteStatement> kept = new(ReferenceEqualityComparer.Instance);

    private SqliteLine(SqliteConnection connection, StatementCount count)
    {
        this.connection = connection;
        this.count = count;
    }

    internal sqlite3 Handle => connection.Handle!;

    /// <summary>Whether a transaction is open. SQLite ends it by itself after some errors.</summary>
    internal bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Opens an existing file.</summary>
    internal static SqliteLine Open(string path, StatementCount count, SqliteLineKind kind)
    {
        _ = Initialized;
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            var line = new SqliteLine(connection, count);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(line.Handle, 10_000), line.Handle);
            line.RunScript("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0;");
            if (kind is SqliteLineKind.Reader) line.RunScript("PRAGMA query_only = ON;");
            if (kind is SqliteLineKind.Writer) line.RunScript("PRAGMA cache_size = -16000;");
            return line;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A statement with a constant text: it is prepared once per connection. Dispose it after use.</summary>
    internal SqliteStatement Use(string sql) => Keep(sql, count);

    /// <summary>A statement whose text was put together for this one use.</summary>
    internal SqliteStatement UseOnce(string sql) => new(Handle, sql, count, kept: false);

    /// <summary>Begins, commits, marks, asks for a pragma: not counted as a statement.</summary>
    internal long Control(string sql)
    {
        using var statement = Keep(sql, null);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>Runs a script.</summary>
    internal void RunScript(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Handle, sql), Handle);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in kept.Values) statement.Close();
        connection.Dispose();
    }

    private static bool Initialize()
    {
        Batteries_V2.Init();
        return true;
    }

    private SqliteStatement Keep(string sql, StatementCount? counted)
    {
        if (kept.TryGetValue(sql, out var statement))
        {
            // A use that failed while its values were bound never got to hand the statement back.
            statement.Renew();
            return statement;
        }

        return kept[sql] = new SqliteStatement(Handle, sql, counted, kept: true);
    }
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>The open database: one writer, some readers, and a line that watches for commits of others.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly SqliteCheckpoints checkpoints;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly SqliteLine watch;
    private readonly Lock watching = new();
    private int closed;

    private SqliteDatabase(string path, SqliteLine writing, StatementCount count)
    {
        (Path, Count) = (path, count);
        watch = SqliteLine.Open(path, count, SqliteLineKind.Reader);
        readers = new SqliteReaders(() => SqliteLine.Open(path, count, SqliteLineKind.Reader));
        checkpoints = new SqliteCheckpoints(() => SqliteLine.Open(path, count, SqliteLineKind.Service));
        writer = new SqliteWriter(writing, count, Faults, checkpoints);
    }

    internal string Path { get; }

    internal StatementCount Count { get; }

    internal SqliteFaultPoints Faults { get; } = new();

    /// <summary>Opens the database in a folder, makes both where they are missing, and brings the schema up to date.</summary>
    internal static SqliteDatabase Open(string folder, TimeProvider time)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "vestibule.db"));
        var count = new StatementCount();
        SqliteLine? line = null;
        try
        {
            DatabaseFile.Ensure(path);
            line = SqliteLine.Open(path, count, SqliteLineKind.Writer);
            TurnToWriteAheadLog(line);
            SqliteMigrations.Run(line, time.GetUtcNow());
            return new SqliteDatabase(path, line, count);
        }
        catch (Exception fault)
        {
            line?.Dispose();
            if (fault is SqliteException sqlite) throw DatabaseFile.Explain(path, sqlite);
            throw;
        }
    }

    internal Task<T> WriteAsync<T>(Func<SqliteLine, T> work, WriteTraits traits, CancellationToken ct) => writer.WriteAsync(work, traits, ct);

    internal Task<T> ReadAsync<T>(Func<SqliteLine, T> work, CancellationToken ct) => readers.ReadAsync(work, ct);

    internal T Read<T>(Func<SqliteLine, T> work) => readers.Read(work);

    /// <summary>A number that changes whenever another connection, of this process or of any other, commits.</summary>
    internal long ReadMark()
    {
        lock (watching)
        {
            ObjectDisposedException.ThrowIf(closed != 0, this);
            try
            {
                return watch.Control("PRAGMA data_version");
            }
            catch (SqliteException fault) when (SqliteFaults.IsMachine(fault))
            {
                throw SqliteFaults.Unavailable(fault);
            }
        }
    }

    /// <summary>Commits what waits, lets readers finish, empties the log, closes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (watching)
        {
            if (Interlocked.Exchange(ref closed, 1) != 0) return;
        }

        await writer.DisposeAsync().ConfigureAwait(false);
        await checkpoints.DisposeAsync().ConfigureAwait(false);
        readers.Dispose();
        lock (watching) watch.Dispose();
    }

    // The change of mode needs the file for itself for a moment and does not wait for it by itself when another process starts at the same time.
    private static void TurnToWriteAheadLog(SqliteLine line)
    {
        SqliteException? busy = null;
        var turned = SpinWait.SpinUntil(() =>
        {
            try
            {
                line.RunScript("PRAGMA journal_mode = WAL;");
                return true;
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                busy = fault;
                return false;
            }
        }, LongestWait);
        if (!turned) throw SqliteFaults.Unavailable(busy!);
    }
}

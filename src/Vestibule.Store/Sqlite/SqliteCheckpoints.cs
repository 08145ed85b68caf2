using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>Moves what was committed from the log into the database file, away from the writer.</summary>
/// <remarks>A connection of its own copies most of the log while the writer goes on appending to it. The log can begin anew only when nothing in it
/// is left to copy, which a busy writer never lets happen; so the writer copies the small rest itself, between two batches.</remarks>
internal sealed class SqliteCheckpoints(Func<SqliteLine> open) : IAsyncDisposable
{
    // The log stays below some 20 MiB, so that each copying is short. Larger steps made refreshes no faster where this was measured.
    private const int JobsBetween = 1000;

    private Task copying = Task.CompletedTask;
    private int jobs;
    private bool restIsDue;

    /// <summary>Called by the writer between two batches.</summary>
    internal void AfterBatch(SqliteLine writer, int written)
    {
        jobs += written;
        if (!copying.IsCompleted) return;
        if (restIsDue)
        {
            restIsDue = false;
            Copy(writer);
        }
        else if (jobs >= JobsBetween)
        {
            jobs = 0;
            restIsDue = true;
            copying = Task.Run(CopyAside);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await copying.ConfigureAwait(false);

    private void CopyAside()
    {
        try
        {
            using var line = open();
            Copy(line);
        }
        catch (SqliteException)
        {
            // A checkpoint that fails loses nothing: the log keeps everything, and the next one tries again.
        }
    }

    // PASSIVE waits for nobody. A code that is not OK (busy, a full disk) is no loss, as above.
    private static void Copy(SqliteLine line) =>
        _ = raw.sqlite3_wal_checkpoint_v2(line.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}

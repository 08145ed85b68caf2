using System.Collections.Concurrent;

namespace Vestibule.Store.Sqlite;

/// <summary>The connections that read, beside each other and beside the writer. Each is opened when it is first needed.</summary>
internal sealed class SqliteReaders(Func<SqliteLine> open) : IDisposable
{
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    private readonly SemaphoreSlim free = new(Most);
    private readonly ConcurrentBag<SqliteLine> idle = [];
    private volatile bool closed;

    internal async Task<T> ReadAsync<T>(Func<SqliteLine, T> work, CancellationToken ct)
    {
        await free.WaitAsync(ct).ConfigureAwait(false);
        return ReadAndLeave(work);
    }

    internal T Read<T>(Func<SqliteLine, T> work)
    {
        free.Wait();
        return ReadAndLeave(work);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        closed = true;

        // Whoever still reads finishes first: each place that is free is taken away.
        for (var i = 0; i < Most; i++) free.Wait();
        while (idle.TryTake(out var line)) line.Dispose();

        // Whoever comes now must hear that it is closed rather than wait.
        free.Release(Most);
    }

    private T ReadAndLeave<T>(Func<SqliteLine, T> work)
    {
        try
        {
            if (closed) throw new StorageUnavailableException("The database is closed.");
            if (!idle.TryTake(out var line)) line = open();
            try
            {
                return work(line);
            }
            finally
            {
                idle.Add(line);
            }
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault) when (SqliteFaults.IsMachine(fault))
        {
            throw SqliteFaults.Unavailable(fault);
        }
        finally
        {
            free.Release();
        }
    }
}

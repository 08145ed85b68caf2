using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Vestibule.Store.Sqlite;

/// <summary>The one writer of this process: a thread that commits together whatever waits.</summary>
/// <remarks>A commit is a wait for the disk, the same for one row and for two hundred; so the more callers wait, the less each of them pays.</remarks>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int LargestBatch = 256;
    private const int LongestQueue = 4096;

    private readonly Channel<WriteJob> queue =
        Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(LongestQueue) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WriteJob> batch = new(LargestBatch);
    private readonly List<WriteJob> again = [];
    private readonly SqliteLine line;
    private readonly StatementCount count;
    private readonly SqliteFaultPoints faults;
    private readonly SqliteCheckpoints checkpoints;

    internal SqliteWriter(SqliteLine line, StatementCount count, SqliteFaultPoints faults, SqliteCheckpoints checkpoints)
    {
        (this.line, this.count, this.faults, this.checkpoints) = (line, count, faults, checkpoints);
        new Thread(Work) { IsBackground = true, Name = "vestibule-writer" }.Start();
    }

    /// <summary>Queues work and waits until it is on the disk. Cancelling takes back what still waits, never what was taken.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqliteLine, T> work, WriteTraits traits, CancellationToken ct)
    {
        var job = new WriteJob<T>(work, traits, ct);
        if (!queue.Writer.TryWrite(job))
        {
            try
            {
                await queue.Writer.WriteAsync(job, ct).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                throw new StorageUnavailableException("The database is closed.");
            }
        }

        return await job.Done.ConfigureAwait(false);
    }

    /// <summary>Finishes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopped.Task.ConfigureAwait(false);
    }

    private void Work()
    {
        try
        {
            while (again.Count > 0 || queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                TakeBatch();
                if (batch.Count == 0) continue;
                CommitBatch();
                checkpoints.AfterBatch(line, batch.Count);
            }
        }
        catch (Exception fault)
        {
            // Not foreseen. Whoever waits must hear of it rather than wait for ever.
            FailEverything(fault);
        }
        finally
        {
            line.Dispose();
            stopped.TrySetResult();
        }
    }

    private void TakeBatch()
    {
        batch.Clear();
        foreach (var job in again) Take(job);
        again.Clear();
        while (batch.Count < LargestBatch && queue.Reader.TryRead(out var job)) Take(job);
    }

    private void Take(WriteJob job)
    {
        if (job.Take()) batch.Add(job);
    }

    private void CommitBatch()
    {
        var outcomeIsKnown = true;
        try
        {
            if (line.InTransaction) line.Control("ROLLBACK"); // Left over by a failed disk.
            line.Control("BEGIN IMMEDIATE");
            foreach (var job in batch)
            {
                job.Run(line);
                if (!line.InTransaction) throw new StorageUnavailableException("The database gave up a transaction: the disk is full or fails.");
            }

            outcomeIsKnown = false;
            faults.BeforeCommit?.Invoke();
            line.Control("COMMIT");
            count.CountCommit();
            faults.AfterCommit?.Invoke();
        }
        catch (Exception fault) when (fault is SqliteException or StorageUnavailableException)
        {
            RollBack();
            FailOrRunAgain(fault, outcomeIsKnown);
            return;
        }

        foreach (var job in batch) job.Answer();
    }

    private void RollBack()
    {
        try
        {
            if (line.InTransaction) line.Control("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The disk fails at this as well. Nothing was committed, and the next batch tries again before it begins.
        }
    }

    // The commit may have reached the disk although its answer did not reach us. Jobs that know their own earlier try are run again.
    private void FailOrRunAgain(Exception fault, bool outcomeIsKnown)
    {
        foreach (var job in batch)
        {
            if (!outcomeIsKnown && job.MayRunAgain) again.Add(job);
            else job.Fail(fault);
        }
    }

    private void FailEverything(Exception fault)
    {
        queue.Writer.TryComplete();
        var answer = new StorageUnavailableException("The database's writer stopped.", fault);
        foreach (var job in batch) job.Fail(answer);
        foreach (var job in again) job.Fail(answer);
        while (queue.Reader.TryRead(out var job)) job.Fail(answer);
    }
}

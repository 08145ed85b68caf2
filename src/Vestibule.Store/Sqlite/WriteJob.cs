namespace Vestibule.Store.Sqlite;

/// <summary>Something to be written, and somebody who waits for it.</summary>
internal abstract class WriteJob(WriteTraits traits, CancellationToken ct)
{
    private const int MostTries = 3;

    private int tries;

    internal bool ManyStatements => (traits & WriteTraits.ManyStatements) != 0;

    /// <summary>Whether to run it again after a commit with an unknown outcome.</summary>
    internal bool MayRunAgain => (traits & WriteTraits.Repeatable) != 0 && tries < MostTries;

    /// <summary>False when its caller went away while it waited. Once taken, it is not cancelled any more.</summary>
    internal bool Take()
    {
        if (tries++ > 0 || !ct.IsCancellationRequested) return true;
        Cancel(ct);
        return false;
    }

    /// <summary>Runs it inside the batch's transaction; what goes wrong is kept for the caller.</summary>
    internal abstract void Run(SqliteLine line);

    /// <summary>Gives the caller the answer.</summary>
    internal abstract void Answer();

    /// <summary>Gives the caller a failure.</summary>
    internal abstract void Fail(Exception fault);

    private protected abstract void Cancel(CancellationToken by);
}

/// <summary>A job with a result.</summary>
internal sealed class WriteJob<T>(Func<SqliteLine, T> work, WriteTraits traits, CancellationToken ct) : WriteJob(traits, ct)
{
    // Callers go on elsewhere: the writer's thread must not run their code.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? fault;

    internal Task<T> Done => done.Task;

    internal override void Run(SqliteLine line)
    {
        (result, fault) = (default, null);
        try
        {
            if (ManyStatements) line.Control("SAVEPOINT job");
            result = work(line);
            if (ManyStatements) line.Control("RELEASE job");
        }
        catch (Exception caught)
        {
            fault = caught;
            if (ManyStatements && line.InTransaction) line.RunScript("ROLLBACK TO job; RELEASE job");
        }
    }

    internal override void Answer()
    {
        if (fault is null) done.TrySetResult(result!);
        else Fail(fault);
    }

    internal override void Fail(Exception fault) => done.TrySetException(SqliteFaults.Translate(fault));

    private protected override void Cancel(CancellationToken by) => done.TrySetCanceled(by);
}

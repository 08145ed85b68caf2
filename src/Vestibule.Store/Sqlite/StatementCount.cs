namespace Vestibule.Store.Sqlite;

/// <summary>Counts what reaches the database, so that tests can prove what an operation costs.</summary>
internal sealed class StatementCount
{
    private long statements;
    private long commits;

    internal long Statements => Interlocked.Read(ref statements);

    internal long Commits => Interlocked.Read(ref commits);

    /// <summary>Sees the text of each statement as it runs; null outside of tests.</summary>
    internal Action<string>? Watcher { get; set; }

    internal void CountStatement(string sql)
    {
        Interlocked.Increment(ref statements);
        Watcher?.Invoke(sql);
    }

    internal void CountCommit() => Interlocked.Increment(ref commits);
}

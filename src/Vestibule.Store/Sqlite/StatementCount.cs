namespace Vestibule.Store.Sqlite;

/// <summary>Counts what reaches the database, so that tests can prove what an operation costs.</summary>
internal sealed class StatementCount
{
    private long statements;
    private long commits;

    internal long Statements => Interlocked.Read(ref statements);

    internal long Commits => Interlocked.Read(ref commits);

    internal void CountStatement() => Interlocked.Increment(ref statements);

    internal void CountCommit() => Interlocked.Increment(ref commits);
}

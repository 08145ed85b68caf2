namespace Vestibule.Store.Sqlite;

/// <summary>Where tests break the writer. In production every point is empty.</summary>
internal sealed class SqliteFaultPoints
{
    /// <summary>Runs before COMMIT; what it throws is taken for a failed commit.</summary>
    internal Action? BeforeCommit { get; set; }

    /// <summary>Runs after COMMIT and before the answers; what it throws is taken for an answer that was lost on its way.</summary>
    internal Action? AfterCommit { get; set; }
}

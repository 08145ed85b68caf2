namespace Vestibule.Store.Sqlite;

/// <summary>What the writer must know of a job.</summary>
[Flags]
internal enum WriteTraits
{
    /// <summary>One statement, which must not run twice.</summary>
    None = 0,

    /// <summary>Several statements: they need a savepoint, so that half of a failed job is not committed with its neighbours.</summary>
    ManyStatements = 1,

    /// <summary>Running it again does no harm, so it is tried again when nobody knows whether its commit took place.</summary>
    Repeatable = 2,
}

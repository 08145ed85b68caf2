namespace Vestibule.Store.Sqlite;

/// <summary>What a connection is for.</summary>
internal enum SqliteLineKind
{
    /// <summary>The one that writes.</summary>
    Writer,

    /// <summary>One of those that read; SQLite refuses writes on it.</summary>
    Reader,

    /// <summary>Checkpoints, backups and migrations.</summary>
    Service,
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>Tells a broken machine from a bug: the first becomes a <see cref="StorageUnavailableException"/>, the second stays what it is.</summary>
internal static class SqliteFaults
{
    internal static bool IsMachine(SqliteException fault) => fault.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM
        or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN
        or raw.SQLITE_PROTOCOL or raw.SQLITE_NOTADB or raw.SQLITE_PERM;

    internal static Exception Translate(Exception fault) =>
        fault is SqliteException sqlite && IsMachine(sqlite) ? Unavailable(sqlite) : fault;

    internal static StorageUnavailableException Unavailable(SqliteException fault) => new(fault.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The database is busy: another process keeps it locked.",
        raw.SQLITE_FULL => "The disk of the database is full.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "The database cannot be written: the file, its folder or its disk is read-only.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The database is damaged; check it, and restore a backup.",
        _ => $"The database cannot do its work now (SQLite error {fault.SqliteExtendedErrorCode}).",
    }, fault);
}

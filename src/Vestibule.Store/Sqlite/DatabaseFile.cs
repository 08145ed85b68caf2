using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>The file and its folder: making them, and saying in one line why they cannot be used.</summary>
internal static class DatabaseFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder and an empty file where they are missing, readable by their owner only.</summary>
    internal static void Ensure(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            CreateEmpty(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, fault);
        }
    }

    /// <summary>Why the file cannot be opened.</summary>
    internal static Exception Explain(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new DatabaseDamagedException(
            $"The database {path} is damaged or no database: restore a backup of it, or move it away to start with an empty one.", fault),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => NotWritable(path, fault),
        _ => SqliteFaults.Translate(fault),
    };

    /// <summary>Makes an empty file if there is none.</summary>
    /// <remarks>An existing one is never opened here, not even to look: closing it would drop the locks that SQLite holds on it in this process (POSIX).</remarks>
    internal static void CreateEmpty(string path)
    {
        if (File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    private static DataFolderNotWritableException NotWritable(string path, Exception fault) => new(
        $"The data folder {Path.GetDirectoryName(path)} cannot be written: give this account the right to, or choose another folder.", fault);
}

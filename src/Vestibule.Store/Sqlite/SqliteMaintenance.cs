using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>What an operator does with a database while servers run.</summary>
public sealed class SqliteMaintenance
{
    private readonly SqliteDatabase database;

    internal SqliteMaintenance(SqliteDatabase database) => this.database = database;

    /// <summary>Reads the whole database and compares its tables, indexes and references; what is wrong, empty when nothing is.</summary>
    public Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken ct) => Task.Run<IReadOnlyList<string>>(() => Check(database.Path), ct);

    /// <summary>Copies the database as it is at one moment to a new file, while it is being written.</summary>
    /// <exception cref="IOException">The file exists, or cannot be made.</exception>
    public Task BackupAsync(string path, CancellationToken ct) => Task.Run(() => Backup(System.IO.Path.GetFullPath(path)), ct);

    private static List<string> Check(string path)
    {
        var findings = new List<string>();
        try
        {
            using var line = SqliteLine.Open(path, new StatementCount(), SqliteLineKind.Reader);
            using (var integrity = line.UseOnce("PRAGMA integrity_check(100)"))
            {
                while (integrity.Step()) findings.Add(integrity.Text(0));
            }

            findings.RemoveAll(finding => finding == "ok");
            using var references = line.UseOnce("PRAGMA foreign_key_check");
            while (references.Step()) findings.Add($"A row of {references.Text(0)} names a row of {references.Text(2)} that is not there.");
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            findings.Add("The file is damaged so that it cannot be read to its end.");
        }
        catch (SqliteException fault) when (SqliteFaults.IsMachine(fault))
        {
            throw SqliteFaults.Unavailable(fault);
        }

        return findings;
    }

    // Under its own name the file appears only when it is whole and on the disk.
    private void Backup(string path)
    {
        if (File.Exists(path)) throw new IOException($"The file {path} exists.");
        var part = path + ".part";
        File.Delete(part);
        DatabaseFile.CreateEmpty(part);
        try
        {
            using (var line = SqliteLine.Open(database.Path, new StatementCount(), SqliteLineKind.Service))
            using (var copy = line.UseOnce("VACUUM INTO @path").Bind("@path", part))
            {
                copy.Run();
            }

            using (var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            File.Move(part, path);
        }
        catch (SqliteException fault) when (SqliteFaults.IsMachine(fault))
        {
            throw SqliteFaults.Unavailable(fault);
        }
        finally
        {
            File.Delete(part);
        }
    }
}

namespace Vestibule.Server.Hosting;

/// <summary>A data folder as it looks from outside, before its database is opened.</summary>
internal static class DataFolder
{
    private const string Database = "vestibule.db";

    internal static bool HasDatabase(string folder) => File.Exists(Path.Combine(folder, Database));

    /// <summary>Why what is there cannot be read; null when it can, or when there is nothing.</summary>
    /// <remarks>To be asked before this process opens the database: closing the file later would drop the locks that SQLite holds on it (POSIX).</remarks>
    internal static string? WhyUnreadable(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, Database));
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"{path} cannot be read by this account. Run the command as the account that owns the data folder.";
        }
        catch (IOException)
        {
            // It is not there, or something else is: opening the database says what.
            return null;
        }
    }
}

using Vestibule.Store.Sqlite;

namespace Server.Tests.Commands;

/// <summary>A data folder of a test's own, and the verbs on it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vestibule-cli-");

    internal string Path => folder.FullName;

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    internal static async Task<DataFolder> WithSiteAsync()
    {
        var folder = new DataFolder();
        _ = (await folder.RunAsync("site add --name Acme --url https://acme.example --json")).Json;
        return folder;
    }

    /// <summary>Runs a verb: words separated by blanks, then further arguments as they are.</summary>
    internal Task<Finished> RunAsync(string words, params string[] more) => RunWithInputAsync("", words, more);

    internal Task<Finished> RunWithInputAsync(string input, string words, params string[] more) =>
        VestibuleProgram.RunAsync([.. words.Split(' '), .. more, "--data", Path], input);

    /// <summary>Opens the store in this process, for looking behind the scenes.</summary>
    internal SqliteStores Open() => SqliteStores.Open(Path, TimeProvider.System);

    /// <summary>Takes all rights away, to the folder or to each file in it, until what is returned is disposed of.</summary>
    internal IDisposable Close(bool files)
    {
        FileSystemInfo[] entries = files ? folder.GetFiles() : [folder];
        var closed = new Closed([.. entries.Select(entry => (entry, entry.UnixFileMode))]);
        if (!OperatingSystem.IsWindows()) foreach (var entry in entries) entry.UnixFileMode = UnixFileMode.None;
        return closed;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class Closed((FileSystemInfo Entry, UnixFileMode Before)[] modes) : IDisposable
    {
        public void Dispose()
        {
            if (!OperatingSystem.IsWindows()) foreach (var (entry, before) in modes) entry.UnixFileMode = before;
        }
    }
}

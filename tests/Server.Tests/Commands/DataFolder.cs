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

    /// <summary>Takes all rights to the folder away, until what is returned is disposed of.</summary>
    internal IDisposable Close()
    {
        var before = folder.UnixFileMode;
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.None;
        return new Closed(folder, before);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class Closed(DirectoryInfo folder, UnixFileMode before) : IDisposable
    {
        public void Dispose()
        {
            if (!OperatingSystem.IsWindows()) folder.UnixFileMode = before;
        }
    }
}

using System.Security.Cryptography;
using Vestibule.Store;
using Vestibule.Store.Sqlite;

namespace Store.Tests.Database;

public sealed class OpeningTests : StoreTest
{
    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        var grant = await RedeemedAsync();
        await RestartAsync();
        Assert.Equal(grant, await StoredAsync(grant));
        Assert.False(File.Exists(Stores.Path + "-journal"));
    }

    [Fact]
    public async Task The_writer_waits_for_the_disk_and_writes_ahead()
    {
        using var line = OpenLine();
        using var mode = line.UseOnce("PRAGMA journal_mode");
        Assert.True(mode.Step());
        Assert.Equal("wal", mode.Text(0));
        Assert.Equal(2, line.Control("PRAGMA synchronous"));
        Assert.Equal(1, line.Control("PRAGMA foreign_keys"));
        Assert.NotEmpty(await Stores.Sites.ListAsync(Ct));
    }

    [Fact]
    public async Task Many_who_open_an_empty_folder_at_once_make_one_schema()
    {
        var folder = Path.Combine(Folder, "new");
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteStores.Open(folder, Time), Ct)));
        foreach (var stores in opened) Assert.Empty(await stores.Sites.ListAsync(Ct));
        using (var line = SqliteLine.Open(opened[0].Path, new StatementCount(), SqliteLineKind.Reader))
        {
            Assert.Equal(SqliteMigrations.Newest, line.Control("SELECT count(*) FROM schema_migrations"));
        }

        foreach (var stores in opened) await stores.DisposeAsync();
    }

    [Fact]
    public void Migrating_twice_changes_nothing()
    {
        using var line = OpenLine();
        var before = line.Control("PRAGMA schema_version");
        SqliteMigrations.Run(line, Now);
        Assert.Equal(before, line.Control("PRAGMA schema_version"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        using (var line = OpenLine()) line.RunScript("INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, 'future', 0)");
        var fault = Assert.Throws<SchemaNewerException>(() => SqliteStores.Open(Folder, Time));
        Assert.Contains("9999", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await Stores.Sites.ListAsync(Ct));
    }

    [Fact]
    public async Task A_file_of_garbage_is_refused_with_its_name()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "garbage")).FullName;
        var path = Path.Combine(folder, "vestibule.db");
        await File.WriteAllBytesAsync(path, RandomNumberGenerator.GetBytes(20_000), Ct);
        var fault = Assert.Throws<DatabaseDamagedException>(() => SqliteStores.Open(folder, Time));
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(4096)]
    [InlineData(3 * 4096)]
    public async Task A_file_cut_short_is_refused(long length)
    {
        await Stores.DisposeAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "cut")).FullName;
        var path = Path.Combine(folder, "vestibule.db");
        File.Copy(Stores.Path, path);
        await using (var file = new FileStream(path, FileMode.Open)) file.SetLength(length);
        Assert.Throws<DatabaseDamagedException>(() => SqliteStores.Open(folder, Time));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_with_its_name()
    {
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "", Ct);
        var folder = Path.Combine(file, "data");
        var fault = Assert.Throws<DataFolderNotWritableException>(() => SqliteStores.Open(folder, Time));
        Assert.Contains(folder, fault.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<DatabaseNotOpenedException>(fault);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        var folder = Path.Combine(Folder, "odd");
        Directory.CreateDirectory(Path.Combine(folder, "vestibule.db"));
        Assert.Throws<DataFolderNotWritableException>(() => SqliteStores.Open(folder, Time));
    }

    [Fact]
    public void The_files_are_their_owners_only()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Stores.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Stores.Path + "-wal"));
    }
}

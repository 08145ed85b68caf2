using Vestibule.Engine.Model.Grants;
using Vestibule.Store.Sqlite;

namespace Store.Tests.Database;

public sealed class MaintenanceTests : StoreTest
{
    [Fact]
    public async Task A_sound_database_has_no_findings()
    {
        await RedeemedAsync();
        Assert.Empty(await Stores.Maintenance.IntegrityCheckAsync(Ct));
    }

    [Fact]
    public async Task A_check_finds_a_row_that_names_nothing()
    {
        using (var line = OpenLine()) line.RunScript("PRAGMA foreign_keys = OFF; UPDATE users SET user_type = 77");
        Assert.Contains(await Stores.Maintenance.IntegrityCheckAsync(Ct), finding => finding.Contains("users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_finds_a_damaged_page()
    {
        for (var i = 0; i < 200; i++) await RedeemedAsync();
        await Stores.DisposeAsync();
        await using (var file = new FileStream(Stores.Path, FileMode.Open))
        {
            // The pages at the end hold grants; the first ones, which hold the schema, stay whole, so that the database opens.
            file.Position = file.Length - (6 * 4096);
            file.Write(Enumerable.Repeat((byte)0xA5, 5 * 4096).ToArray());
        }

        await using var damaged = SqliteStores.Open(Folder, Time);
        Assert.NotEmpty(await damaged.Maintenance.IntegrityCheckAsync(Ct));
    }

    [Fact]
    public async Task A_backup_made_while_writing_opens_and_holds_what_was_stored_before_it()
    {
        var before = await RedeemedAsync();
        using var stop = new CancellationTokenSource();
        var writing = WriteUntilAsync(stop.Token);
        var folder = Path.Combine(Folder, "backup");
        Directory.CreateDirectory(folder);
        await Stores.Maintenance.BackupAsync(Path.Combine(folder, "vestibule.db"), Ct);
        await stop.CancelAsync();
        var written = await writing;
        Assert.True(written.Count > 0);

        await using var copy = SqliteStores.Open(folder, Time);
        Assert.Empty(await copy.Maintenance.IntegrityCheckAsync(Ct));
        Assert.Equal(before, await copy.Grants.FindAsync(before.Site, before.Id, Ct));

        // One moment: what it holds of the later writes is an unbroken beginning of them.
        var held = new List<bool>();
        foreach (var grant in written) held.Add(await copy.Grants.FindAsync(grant.Site, grant.Id, Ct) is not null);
        Assert.Equal(held.OrderDescending(), held);
        Assert.Single(Directory.GetFiles(folder, "*.db"));
        Assert.Empty(Directory.GetFiles(folder, "*.part"));
    }

    [Fact]
    public async Task A_backup_overwrites_nothing()
    {
        var path = Path.Combine(Folder, "precious");
        await File.WriteAllTextAsync(path, "kept", Ct);
        await Assert.ThrowsAsync<IOException>(() => Stores.Maintenance.BackupAsync(path, Ct));
        Assert.Equal("kept", await File.ReadAllTextAsync(path, Ct));
    }

    private async Task<List<Grant>> WriteUntilAsync(CancellationToken stop)
    {
        var written = new List<Grant>();
        do
        {
            var grant = Sample.Grant();
            await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
            written.Add(grant);
        }
        while (!stop.IsCancellationRequested);
        return written;
    }
}

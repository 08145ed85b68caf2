using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;
using Vestibule.Store.Sqlite;

namespace Store.Tests.Changes;

public sealed class ChangeFeedTests : StoreTest
{
    private static readonly TimeSpan EpochLife = TimeSpan.FromHours(24) + GrantLifetimes.Keep;

    [Fact]
    public async Task The_triggers_write_the_engines_numbers()
    {
        Assert.Equal(
            [0, 1, 2, 3, 4, 5],
            [(int)ChangeKind.GrantEnded, (int)ChangeKind.TokenEnded, (int)ChangeKind.SubjectEpoch, (int)ChangeKind.Client, (int)ChangeKind.Site,
                (int)ChangeKind.Keys]);
        Assert.Equal((3, 4), ((int)EndReason.Superseded, (int)EndReason.SubjectEnded));
        Assert.Equal(300_000_000, GrantLifetimes.Keep.TotalMicroseconds);
        Assert.Equal(86_700_000_000, EpochLife.TotalMicroseconds);
        Assert.Equal([ChangeKind.Site, ChangeKind.Client], (await ChangesAsync()).Select(change => change.Kind));
    }

    [Fact]
    public async Task Sequences_rise_and_are_not_given_twice_when_the_newest_row_was_deleted()
    {
        var last = await LastChangeAsync();
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Stores.Changes.DeletePastAsync(Now, 1, Ct));
        Assert.Equal(1, await Stores.Changes.DeletePastAsync(Now, 10, Ct));
        Stores.Keys.Add("key", "wrapped");
        var change = Assert.Single(await ChangesAsync());
        Assert.True(change.Sequence > last);
    }

    [Fact]
    public async Task A_row_lives_as_long_as_what_it_ends_could()
    {
        await Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        var change = Assert.Single(await ChangesAsync(), row => row.Kind is ChangeKind.SubjectEpoch);
        Assert.Equal(Now + EpochLife, change.ExpiresAt);
        Time.SetUtcNow(change.ExpiresAt - TimeSpan.FromMicroseconds(1));
        Assert.Equal(0, await Stores.Changes.DeletePastAsync(Now, 10, Ct));
        Time.SetUtcNow(change.ExpiresAt);
        Assert.Equal(3, await Stores.Changes.DeletePastAsync(Now, 10, Ct));
    }

    [Fact]
    public async Task Trap_3_A_late_commit_is_not_skipped()
    {
        var last = await LastChangeAsync();
        using var other = OpenLine();
        other.RunScript("BEGIN IMMEDIATE; INSERT INTO keys (friendly_name, wrapped, created_at) VALUES ('late', '', 0)");

        // Our own write waits behind the other's, so its number comes later as well.
        var ours = Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.Empty(await ChangesAsync(last));
        other.RunScript("COMMIT");
        await ours;
        Assert.Equal([ChangeKind.Keys, ChangeKind.SubjectEpoch], (await ChangesAsync(last)).Select(change => change.Kind));
    }

    [Fact]
    public async Task A_write_of_another_process_is_seen_through_the_mark()
    {
        await using var other = SqliteStores.Open(Folder, Time);
        var (mark, last) = (await Stores.Changes.ReadMarkAsync(Ct), await LastChangeAsync());
        Assert.Equal(mark, await Stores.Changes.ReadMarkAsync(Ct));
        await other.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.NotEqual(mark, await Stores.Changes.ReadMarkAsync(Ct));
        Assert.Single(await ChangesAsync(last), change => change.Kind is ChangeKind.SubjectEpoch);
    }

    [Fact]
    public async Task Our_own_write_is_seen_through_the_mark_too()
    {
        var mark = await Stores.Changes.ReadMarkAsync(Ct);
        await RedeemedAsync();
        Assert.NotEqual(mark, await Stores.Changes.ReadMarkAsync(Ct));
    }

    [Fact]
    public async Task Trap_8_Ending_a_person_is_one_row_of_their_epoch_beside_those_of_their_grants()
    {
        var last = await LastChangeAsync();
        var grant = await RedeemedAsync();
        await Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        var changes = await ChangesAsync(last);
        var epoch = Assert.Single(changes, change => change.Kind is ChangeKind.SubjectEpoch);
        Assert.Equal((Sample.Site.Id, Sample.Subject.Id.ToString(), 1), (epoch.Site, epoch.Subject, epoch.Value));
        Assert.Single(changes, change => change.Kind is ChangeKind.GrantEnded && change.Subject == grant.Id.ToString());
    }

    [Fact]
    public async Task Trap_8_A_restart_forgets_no_ended_grant()
    {
        var grant = await RedeemedAsync();
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        await RestartAsync();
        Assert.Single(await ChangesAsync(), change => change.Kind is ChangeKind.GrantEnded && change.Subject == grant.Id.ToString());
    }

    [Fact]
    public async Task A_program_that_knows_nothing_of_the_feed_writes_it_all_the_same()
    {
        var grant = await RedeemedAsync();
        var last = await LastChangeAsync();
        using (var other = OpenLine())
        {
            other.RunScript("UPDATE grants SET ended_at = 1, end_reason = 0; UPDATE users SET epoch = 5; UPDATE clients SET enabled = 0; DELETE FROM clients");
        }

        Assert.Equal(
            [(ChangeKind.GrantEnded, grant.Id.ToString(), 0), (ChangeKind.SubjectEpoch, Sample.Subject.Id.ToString(), 5), (ChangeKind.Client, "app", 0),
                (ChangeKind.Client, "app", 1)],
            (await ChangesAsync(last)).Select(change => (change.Kind, change.Subject, change.Value)));
    }

    [Fact]
    public async Task A_removed_site_is_one_row_however_many_people_it_had()
    {
        await RedeemedAsync();
        var last = await LastChangeAsync();
        Assert.True(await Stores.Sites.RemoveAsync(Sample.Site.Id, Ct));
        var changes = await ChangesAsync(last);
        Assert.All(changes, change => Assert.Equal((ChangeKind.Site, Sample.Site.Id.ToString()), (change.Kind, change.Subject)));
        Assert.Equal(int.MaxValue, changes[^1].Value);
        Assert.Equal(Now + EpochLife, changes[^1].ExpiresAt);
    }
}

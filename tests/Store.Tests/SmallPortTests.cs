using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Store.Sqlite;

namespace Store.Tests;

public sealed class SmallPortTests : StoreTest
{
    [Fact]
    public async Task Keys_come_back_in_order_also_to_another_process_and_tell_the_feed()
    {
        var last = await LastChangeAsync();
        Stores.Keys.Add("one", "<wrapped 1/>");
        Stores.Keys.Add("two", "<wrapped 2/>");
        await using var other = SqliteStores.Open(Folder, Time);
        Assert.Equal(["<wrapped 1/>", "<wrapped 2/>"], other.Keys.ReadAll());
        Assert.Equal([ChangeKind.Keys, ChangeKind.Keys], (await ChangesAsync(last)).Select(change => change.Kind));
        Assert.All(await ChangesAsync(last), change => Assert.Null(change.Site));
    }

    [Fact]
    public async Task Events_come_newest_first_in_the_order_in_which_they_were_noted()
    {
        var events = Enum.GetValues<SecurityEventKind>().Select(kind => new SecurityEvent { Kind = kind, Site = Sample.Site.Id, At = Now }).ToList();
        events[0] = events[0] with { Subject = NewGuid(), ClientId = "app", Grant = NewGuid(), Address = "192.0.2.1" };
        await Stores.Audit.AppendAsync(events, Ct);
        Time.Advance(TimeSpan.FromSeconds(1));
        var newest = new SecurityEvent { Kind = SecurityEventKind.SignedOut, Site = Sample.Site.Id, At = Now };
        await Stores.Audit.AppendAsync([newest], Ct);
        await Stores.Audit.AppendAsync([], Ct);
        Assert.Equal(events.AsEnumerable().Reverse().Prepend(newest), await Stores.Audit.ListAsync(Sample.Site.Id, 100, Ct));
        Assert.Equal([newest], await Stores.Audit.ListAsync(Sample.Site.Id, 1, Ct));
        Assert.Empty(await Stores.Audit.ListAsync(new SiteId(NewGuid()), 100, Ct));

        Assert.Equal(0, await Stores.Audit.DeletePastAsync(events[0].At, 100, Ct));
        Assert.Equal(1, await Stores.Audit.DeletePastAsync(newest.At + TimeSpan.FromTicks(10), 1, Ct));
        await Stores.Audit.DeletePastAsync(newest.At + TimeSpan.FromTicks(10), 100, Ct);
        Assert.Empty(await Stores.Audit.ListAsync(Sample.Site.Id, 100, Ct));
    }

    [Fact]
    public async Task A_caller_is_known_until_its_time_is_over()
    {
        var (site, hash, expires) = (Sample.Site.Id, new byte[] { 1, 2, 3 }, Now + TimeSpan.FromDays(30));
        Assert.False(await Stores.KnownCallers.IsKnownAsync(site, hash, Now, Ct));
        await Stores.KnownCallers.RememberAsync(site, hash, expires, Ct);
        await Stores.KnownCallers.RememberAsync(site, hash, expires - TimeSpan.FromDays(1), Ct);
        Assert.True(await Stores.KnownCallers.IsKnownAsync(site, hash, expires - TimeSpan.FromMicroseconds(1), Ct));
        Assert.False(await Stores.KnownCallers.IsKnownAsync(site, hash, expires, Ct));
        Assert.False(await Stores.KnownCallers.IsKnownAsync(new SiteId(NewGuid()), hash, Now, Ct));
        Assert.Equal(0, await Stores.KnownCallers.DeletePastAsync(Now, 10, Ct));
        Assert.Equal(1, await Stores.KnownCallers.DeletePastAsync(expires, 10, Ct));
    }

    [Fact]
    public async Task Parked_contents_are_found_until_their_time_is_over()
    {
        var (site, expires) = (Sample.Site.Id, Now + TimeSpan.FromMinutes(5));
        var id = await Stores.PushedRequests.ParkAsync(site, new byte[] { 0, 1, 255 }, expires, Ct);
        var empty = await Stores.PushedRequests.ParkAsync(site, ReadOnlyMemory<byte>.Empty, expires, Ct);
        Assert.Equal(new byte[] { 0, 1, 255 }, await Stores.PushedRequests.FindAsync(site, id, Now, Ct));
        Assert.Equal(Array.Empty<byte>(), await Stores.PushedRequests.FindAsync(site, empty, Now, Ct));
        Assert.Null(await Stores.PushedRequests.FindAsync(site, id, expires, Ct));
        Assert.Null(await Stores.PushedRequests.FindAsync(new SiteId(NewGuid()), id, Now, Ct));
        Assert.Equal(0, await Stores.PushedRequests.DeletePastAsync(Now, 10, Ct));
        Assert.Equal(1, await Stores.PushedRequests.DeletePastAsync(expires, 1, Ct));
        Assert.Equal(1, await Stores.PushedRequests.DeletePastAsync(expires, 1, Ct));
    }
}

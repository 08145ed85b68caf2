using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Changes;

public sealed class ChangeFollowerTests : IDisposable
{
    private readonly Feed feed = new();
    private readonly EndedSet ended = new();
    private readonly FakeTimeProvider machineClock = new(Sample.Now);
    private readonly OneClientAndSite rows = new();
    private readonly ClientDirectory clients;
    private readonly SiteDirectory sites;
    private readonly ChangeFollower follower;

    public ChangeFollowerTests()
    {
        (clients, sites) = (new ClientDirectory(rows), new SiteDirectory(rows));
        follower = new ChangeFollower(feed, ended, clients, sites, machineClock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => follower.Dispose();

    [Fact]
    public async Task A_node_is_current_only_when_it_has_loaded_everything()
    {
        Assert.False(follower.IsCurrent);
        feed.Broken = true;
        await Assert.ThrowsAsync<IOException>(() => follower.CatchUpAsync(Ct));
        Assert.False(follower.IsCurrent);
        feed.Broken = false;
        await follower.CatchUpAsync(Ct);
        Assert.True(follower.IsCurrent);
    }

    [Fact]
    public async Task A_node_that_is_cut_off_refuses_tokens_after_its_patience_and_vouches_again_when_it_is_back()
    {
        await follower.CatchUpAsync(Ct);
        feed.Broken = true;
        machineClock.Advance(ChangeFollower.Patience - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<IOException>(() => follower.CatchUpAsync(Ct));
        Assert.True(follower.IsCurrent);
        machineClock.Advance(TimeSpan.FromTicks(1));
        Assert.False(follower.IsCurrent);
        feed.Broken = false;
        await follower.CatchUpAsync(Ct);
        Assert.True(follower.IsCurrent);
    }

    [Fact]
    public async Task Rows_are_read_only_when_somebody_committed()
    {
        await follower.CatchUpAsync(Ct);
        await follower.CatchUpAsync(Ct);
        Assert.Equal(1, feed.Reads);
        feed.Add(ChangeKind.GrantEnded, Sample.SiteId, Sample.GrantId.ToString());
        await follower.CatchUpAsync(Ct);
        Assert.Equal(2, feed.Reads);
        Assert.True(ended.Has(Sample.SiteId, Sample.AccessToken));
    }

    [Fact]
    public async Task A_commit_between_the_mark_and_the_rows_is_not_passed_over()
    {
        await follower.CatchUpAsync(Ct);
        feed.Add(ChangeKind.Keys, null, "");
        // Commits after the rows were read, before the reading ends.
        feed.AfterRead = () => feed.Add(ChangeKind.GrantEnded, Sample.SiteId, Sample.GrantId.ToString());
        await follower.CatchUpAsync(Ct);
        feed.AfterRead = null;
        await follower.CatchUpAsync(Ct);
        Assert.True(ended.Has(Sample.SiteId, Sample.AccessToken));
    }

    [Fact]
    public async Task A_row_that_cannot_be_taken_in_is_tried_again_and_not_passed_over()
    {
        feed.Add(ChangeKind.Keys, null, "");
        var broken = true;
        follower.KeysChanged += () =>
        {
            if (broken) throw new IOException("the ring");
        };
        await Assert.ThrowsAsync<IOException>(() => follower.CatchUpAsync(Ct));
        Assert.False(follower.IsCurrent);
        broken = false;
        await follower.CatchUpAsync(Ct);
        Assert.True(follower.IsCurrent);
        Assert.Equal(2, feed.Reads);
    }

    [Fact]
    public async Task A_change_of_a_client_reaches_the_next_request()
    {
        Assert.Equal(Sample.Public.Name, (await clients.FindAsync(Sample.SiteId, Sample.Public.Id, Ct))?.Name);
        Assert.Equal(["https://app.example.com"], await clients.OriginsAsync(Sample.SiteId, Ct));
        rows.Client = Sample.Public with { Name = "Renamed", RedirectUris = ["https://new.example.com/cb"] };
        Assert.Equal(Sample.Public.Name, (await clients.FindAsync(Sample.SiteId, Sample.Public.Id, Ct))?.Name);
        feed.Add(ChangeKind.Client, Sample.SiteId, Sample.Public.Id);
        await follower.CatchUpAsync(Ct);
        Assert.Equal("Renamed", (await clients.FindAsync(Sample.SiteId, Sample.Public.Id, Ct))?.Name);
        Assert.Equal(["https://new.example.com"], await clients.OriginsAsync(Sample.SiteId, Ct));
    }

    [Fact]
    public async Task A_change_of_a_site_reaches_the_next_request_and_a_disabled_one_answers_nothing()
    {
        Assert.NotNull(await sites.FindByHostAsync("login.example.com", Ct));
        rows.Site = Sample.Site with { Enabled = false };
        feed.Add(ChangeKind.Site, Sample.SiteId, "");
        await follower.CatchUpAsync(Ct);
        Assert.Null(await sites.FindByHostAsync("login.example.com", Ct));
    }

    [Fact]
    public async Task A_change_of_the_keys_is_told_to_those_who_hold_them()
    {
        var told = 0;
        follower.KeysChanged += () => told++;
        feed.Add(ChangeKind.Keys, null, "");
        await follower.CatchUpAsync(Ct);
        await follower.CatchUpAsync(Ct);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task A_change_of_a_site_is_told_to_those_who_keep_what_belongs_to_it()
    {
        var told = new List<SiteId>();
        follower.SiteChanged += told.Add;
        feed.Add(ChangeKind.Site, Sample.SiteId, "");
        feed.Add(ChangeKind.Keys, null, "");
        await follower.CatchUpAsync(Ct);
        Assert.Equal([Sample.SiteId], told);
    }

    [Fact]
    public async Task Those_who_catch_up_at_once_take_turns()
    {
        feed.Add(ChangeKind.GrantEnded, Sample.SiteId, Sample.GrantId.ToString());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => follower.CatchUpAsync(Ct), Ct)));
        Assert.Equal(1, feed.MostAtOnce);
        Assert.Equal(1, feed.Reads);
    }

    /// <summary>A feed in memory that can break, so that the follower meets what a database seldom does.</summary>
    private sealed class Feed : IChangeFeed
    {
        private readonly List<Change> all = [];
        private int atOnce;

        internal bool Broken { get; set; }

        internal Action? AfterRead { get; set; }

        internal int Reads { get; private set; }

        internal int MostAtOnce { get; private set; }

        internal void Add(ChangeKind kind, SiteId? site, string subject) =>
            all.Add(new Change(all.Count + 1, kind, site, subject, 0, Sample.Now.AddHours(1)));

        public async Task<IReadOnlyList<Change>> ReadAfterAsync(long sequence, CancellationToken ct)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
            await Task.Yield();
            Reads++;
            Change[] rows = [.. all.Where(change => change.Sequence > sequence)];
            AfterRead?.Invoke();
            Interlocked.Decrement(ref atOnce);
            return Broken ? throw new IOException("the link") : rows;
        }

        public Task<long> ReadMarkAsync(CancellationToken ct) => Broken ? throw new IOException("the link") : Task.FromResult((long)all.Count);

        public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) => Task.FromResult(all.RemoveAll(change => change.ExpiresAt <= now));
    }
}

using Engine.Tests.Changes;
using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Tokens;

namespace Engine.Tests.Handles;

[Trait("Rule", "W-52"), Trait("Rule", "W-62")]
public sealed class AccessTokensTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(Sample.Now);
    private readonly SealedHandles handles = new(new TestSealer());
    private readonly EndedSet ended = new();
    private readonly ChangeFollower follower;

    public AccessTokensTests()
    {
        var rows = new OneClientAndSite();
        follower = new ChangeFollower(new EmptyFeed(), ended, new ClientDirectory(rows), new SiteDirectory(rows), clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private AccessTokens Tokens => new(handles, ended, follower, clock);

    public void Dispose() => follower.Dispose();

    [Fact]
    public async Task Attack_46_An_access_token_lives_a_tick_before_its_end_and_is_expired_at_its_end_and_after()
    {
        var token = handles.Seal(Sample.SiteId, Sample.AccessToken);
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await follower.CatchUpAsync(Ct);
        Assert.IsType<AccessTokenCheck.Live>(Tokens.Check(Sample.Site, token));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<AccessTokenCheck.Expired>(Tokens.Check(Sample.Site, token));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<AccessTokenCheck.Expired>(Tokens.Check(Sample.Site, token));
    }

    [Fact]
    public async Task A_token_that_was_ended_is_unknown_also_when_it_is_expired_so_that_clients_do_not_refresh_it()
    {
        await follower.CatchUpAsync(Ct);
        var token = handles.Seal(Sample.SiteId, Sample.AccessToken with { ExpiresAt = Sample.Now });
        Assert.IsType<AccessTokenCheck.Expired>(Tokens.Check(Sample.Site, token));
        ended.Apply(new Change(1, ChangeKind.GrantEnded, Sample.SiteId, Sample.GrantId.ToString(), 0, Sample.Now.AddHours(1)));
        Assert.IsType<AccessTokenCheck.Unknown>(Tokens.Check(Sample.Site, token));
    }

    [Fact]
    public void A_node_that_has_not_loaded_what_was_ended_vouches_for_nothing() =>
        Assert.IsType<AccessTokenCheck.Unavailable>(Tokens.Check(Sample.Site, handles.Seal(Sample.SiteId, Sample.AccessToken)));

    [Fact]
    public async Task Anything_else_is_unknown()
    {
        await follower.CatchUpAsync(Ct);
        Assert.IsType<AccessTokenCheck.Unknown>(Tokens.Check(Sample.Site, new Secret("nonsense")));
        Assert.IsType<AccessTokenCheck.Unknown>(Tokens.Check(Sample.Site, handles.Seal(Sample.SiteId, Sample.RefreshToken)));
    }

    private sealed class EmptyFeed : IChangeFeed
    {
        public Task<IReadOnlyList<Change>> ReadAfterAsync(long sequence, CancellationToken ct) => Task.FromResult<IReadOnlyList<Change>>([]);

        public Task<long> ReadMarkAsync(CancellationToken ct) => Task.FromResult(1L);

        public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) => Task.FromResult(0);
    }
}

using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;

namespace Store.Tests.Sessions;

public sealed class SessionStoreTests : StoreTest
{
    [Fact]
    public async Task A_session_comes_with_its_person_as_they_are_now()
    {
        await Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        var found = await FindAsync();
        Assert.Equal(Sample.Session with { EndedAt = Now }, found?.Session);
        Assert.Equal((Sample.Subject.Id, 1), (found?.Subject.Id, found?.Subject.Epoch));
    }

    [Fact]
    public async Task A_session_is_found_at_its_own_site_only()
    {
        Assert.NotNull(await FindAsync());
        Assert.Null(await Stores.Sessions.FindAsync(new SiteId(NewGuid()), Sample.Session.Id, Ct));
        var other = await Tests.Sample.StoreElsewhereAsync(Stores, Time, Ct);
        Assert.Null(await Stores.Sessions.FindAsync(other.Site.Id, Sample.Session.Id, Ct));
    }

    [Fact]
    public async Task Attack_19_A_sign_in_ends_the_session_that_it_replaces()
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var next = Tests.Sample.NewSession(Time, Sample.Site, Sample.Subject);
        var commits = Stores.Commits;
        await Stores.Sessions.AddAsync(next, Sample.Session.Id, Ct);
        Assert.Equal(1, Stores.Commits - commits);
        Assert.Equal(Now, (await FindAsync())?.Session.EndedAt);
        Assert.Equal(next, (await Stores.Sessions.FindAsync(Sample.Site.Id, next.Id, Ct))?.Session);
    }

    [Fact]
    public async Task Touching_moves_forward_only()
    {
        await Stores.Sessions.TouchAsync(Sample.Site.Id, Sample.Session.Id, Now + TimeSpan.FromMinutes(5), Ct);
        await Stores.Sessions.TouchAsync(Sample.Site.Id, Sample.Session.Id, Now + TimeSpan.FromMinutes(4), Ct);
        Assert.Equal(Now + TimeSpan.FromMinutes(5), (await FindAsync())?.Session.LastSeenAt);
    }

    [Fact]
    public async Task Ending_spares_the_grants_and_keeps_the_first_end()
    {
        var grant = Sample.GrantOfSession();
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        await Stores.Sessions.EndAsync(Sample.Site.Id, Sample.Session.Id, Now, Ct);
        await Stores.Sessions.EndAsync(Sample.Site.Id, Sample.Session.Id, Now + TimeSpan.FromMinutes(1), Ct);
        Assert.Equal(Now, (await FindAsync())?.Session.EndedAt);
        Assert.Null((await StoredAsync(grant)).EndedAt);
    }

    [Fact]
    public async Task A_person_who_is_gone_gets_no_session()
    {
        await Stores.Subjects.RemoveAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.Null(await FindAsync());
        var next = Tests.Sample.NewSession(Time, Sample.Site, Sample.Subject);
        await Stores.Sessions.AddAsync(next, null, Ct);
        Assert.Null(await Stores.Sessions.FindAsync(Sample.Site.Id, next.Id, Ct));
    }

    [Fact]
    public async Task Ended_and_expired_sessions_go_in_batches_and_their_grants_stay()
    {
        var grant = Sample.GrantOfSession();
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        var sessions = new List<Session>();
        for (var i = 0; i < 3; i++)
        {
            sessions.Add(Tests.Sample.NewSession(Time, Sample.Site, Sample.Subject) with { ExpiresAt = Now + TimeSpan.FromHours(1 + i) });
            await Stores.Sessions.AddAsync(sessions[i], null, Ct);
        }

        await Stores.Sessions.EndAsync(Sample.Site.Id, Sample.Session.Id, Now, Ct);
        Assert.Equal(0, await Stores.Sessions.DeletePastAsync(Now, 10, Ct));
        Time.Advance(TimeSpan.FromHours(2.5));
        Assert.Equal(2, await Stores.Sessions.DeletePastAsync(Now, 2, Ct));
        Assert.Equal(1, await Stores.Sessions.DeletePastAsync(Now, 2, Ct));
        Assert.NotNull(await Stores.Sessions.FindAsync(Sample.Site.Id, sessions[2].Id, Ct));
        Assert.Null((await StoredAsync(grant)).EndedAt);
    }

    private Task<(Session Session, Vestibule.Engine.Model.Subjects.Subject Subject)?> FindAsync() =>
        Stores.Sessions.FindAsync(Sample.Site.Id, Sample.Session.Id, Ct);
}

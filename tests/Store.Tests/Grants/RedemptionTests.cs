using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

public sealed class RedemptionTests : StoreTest
{
    [Fact]
    public async Task A_redeemed_code_leaves_the_grant_as_it_was_given()
    {
        var grant = Sample.GrantOfSession();
        Assert.Equal(Redemption.Redeemed, await RedeemAsync(grant));
        Assert.Equal(grant, await StoredAsync(grant));
    }

    [Fact]
    public async Task Redeeming_is_one_statement_and_one_commit()
    {
        await RedeemAsync(Sample.GrantOfSession());
        var (statements, commits) = (Stores.StatementsExecuted, Stores.Commits);
        await RedeemAsync(Sample.GrantOfSession());
        Assert.Equal(1, Stores.StatementsExecuted - statements);
        Assert.Equal(1, Stores.Commits - commits);
    }

    [Fact]
    public async Task Attack_06_Fifty_parallel_redemptions_of_one_code_have_one_winner_and_end_the_grant()
    {
        var grant = Sample.GrantOfSession();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => RedeemAsync(grant), Ct)));
        Assert.Single(results, Redemption.Redeemed);
        Assert.Equal(49, results.Count(result => result is Redemption.Replayed));
        var stored = await StoredAsync(grant);
        Assert.Equal(EndReason.CodeReplayed, stored.EndReason);
        Assert.Single(await ChangesAsync(), change => change.Kind is ChangeKind.GrantEnded && change.Subject == grant.Id.ToString());
    }

    [Fact]
    public async Task Attack_02_A_replay_with_a_frozen_clock_is_a_replay()
    {
        var grant = Sample.Grant();
        await RedeemAsync(grant);
        Assert.Equal(Redemption.Replayed, await RedeemAsync(grant));
        var stored = await StoredAsync(grant);
        Assert.Equal(Now, stored.EndedAt);
        Assert.Equal(GrantLifetimes.KeepOnceEnded(stored.CodeExpiresAt, stored.AccessTokensExpireAt), stored.KeepUntil);
    }

    [Fact]
    public async Task Attack_03_A_replay_after_a_restart_is_a_replay()
    {
        var grant = Sample.Grant();
        await RedeemAsync(grant);
        await RestartAsync();
        Assert.Equal(Redemption.Replayed, await RedeemAsync(grant));
    }

    [Fact]
    public async Task A_second_replay_does_not_move_the_end()
    {
        var grant = Sample.Grant();
        await RedeemAsync(grant);
        await RedeemAsync(grant);
        var first = await StoredAsync(grant);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Redemption.Replayed, await RedeemAsync(grant with { CreatedAt = Now }));
        Assert.Equal(first, await StoredAsync(grant));
    }

    [Fact]
    public async Task A_replay_leaves_the_reason_of_an_earlier_end()
    {
        var grant = await RedeemedAsync();
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        Assert.Equal(Redemption.Replayed, await RedeemAsync(grant));
        Assert.Equal(EndReason.Revoked, (await StoredAsync(grant)).EndReason);
    }

    [Fact]
    public async Task A_replay_after_sign_out_still_ends_the_grant()
    {
        var grant = Sample.GrantOfSession();
        await RedeemAsync(grant);
        await Stores.Sessions.EndAsync(grant.Site, Sample.Session.Id, Now, Ct);
        Assert.Equal(Redemption.Replayed, await RedeemAsync(grant));
        Assert.Equal(EndReason.CodeReplayed, (await StoredAsync(grant)).EndReason);
    }

    [Fact]
    public async Task Our_own_second_try_is_no_replay()
    {
        var grant = Sample.GrantOfSession();
        var attempt = NewAttempt();
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(grant, attempt, Ct));
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(grant, attempt, Ct));
        Assert.Equal(grant, await StoredAsync(grant));
    }

    [Fact]
    public async Task The_idle_expiry_never_passes_the_absolute_one()
    {
        var grant = Sample.Grant() with { ExpiresAt = Now + TimeSpan.FromHours(2) };
        await RedeemAsync(grant);
        var stored = await StoredAsync(grant);
        Assert.Equal(grant.ExpiresAt, stored.IdleExpiresAt);
        Assert.Equal(GrantLifetimes.KeepWhileAlive(stored.CodeExpiresAt, stored.AccessTokensExpireAt, stored.IdleExpiresAt), stored.KeepUntil);
    }

    [Fact]
    public async Task A_grant_of_another_site_with_the_same_id_is_another_grant()
    {
        var other = await Tests.Sample.StoreElsewhereAsync(Stores, Time, Ct);
        var grant = Sample.Grant();
        await RedeemAsync(grant);
        Assert.Equal(Redemption.Redeemed, await RedeemAsync(other.Grant() with { Id = grant.Id }));
    }

    [Fact]
    public async Task A_new_grant_of_the_same_session_at_the_same_client_supersedes_the_older()
    {
        var first = Sample.GrantOfSession();
        await RedeemAsync(first);
        var apart = Sample.Grant();
        await RedeemAsync(apart);
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = Sample.GrantOfSession();
        await RedeemAsync(second);
        var ended = await StoredAsync(first);
        Assert.Equal((EndReason.Superseded, second.CreatedAt), (ended.EndReason, ended.EndedAt));
        Assert.Equal(GrantLifetimes.KeepOnceEnded(ended.CodeExpiresAt, ended.AccessTokensExpireAt), ended.KeepUntil);
        Assert.Null((await StoredAsync(apart)).EndedAt);
        Assert.Null((await StoredAsync(second)).EndedAt);
        Assert.Single(await ChangesAsync(), change => change.Kind is ChangeKind.GrantEnded && change.Subject == first.Id.ToString());
    }

    [Fact]
    public async Task A_grant_of_another_client_is_not_superseded()
    {
        await Stores.Clients.AddAsync(Tests.Sample.NewClient(Time, Sample.Site.Id, "other"), Ct);
        var first = Sample.GrantOfSession();
        await RedeemAsync(first);
        await RedeemAsync(Sample.GrantOfSession() with { ClientId = "other" });
        Assert.Null((await StoredAsync(first)).EndedAt);
    }

    private Task<Redemption> RedeemAsync(Grant grant) => Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
}

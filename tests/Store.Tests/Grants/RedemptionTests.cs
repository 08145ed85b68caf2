using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

public sealed class RedemptionTests : StoreTest
{
    [Fact]
    public async Task A_redeemed_code_leaves_the_grant_as_it_was_given()
    {
        var grant = Sample.GrantOfSession();
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct));
        Assert.Equal(grant, await StoredAsync(grant));
    }

    [Fact]
    public async Task Redeeming_is_one_statement()
    {
        var before = Stores.StatementsExecuted;
        await Stores.Grants.RedeemAsync(Sample.GrantOfSession(), NewAttempt(), Ct);
        Assert.Equal(1, Stores.StatementsExecuted - before);
    }

    [Fact]
    public async Task Fifty_parallel_redemptions_of_one_code_have_one_winner_and_end_the_grant()
    {
        var grant = Sample.GrantOfSession();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct), Ct)));
        Assert.Single(results, Redemption.Redeemed);
        Assert.Equal(49, results.Count(result => result is Redemption.Replayed));
        var stored = await StoredAsync(grant);
        Assert.Equal(EndReason.CodeReplayed, stored.EndReason);
        Assert.Equal(GrantLifetimes.KeepOnceEnded(stored.CodeExpiresAt, stored.AccessTokensExpireAt), stored.KeepUntil);
        Assert.Single(await ChangesAsync(), change => change.Kind is ChangeKind.GrantEnded && change.Subject == grant.Id.ToString());
    }
}

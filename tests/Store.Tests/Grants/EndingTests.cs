using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

public sealed class EndingTests : StoreTest
{
    [Fact]
    public async Task Ending_a_grant_is_one_statement_and_tells_the_feed()
    {
        var grant = await RedeemedAsync();
        var (last, statements) = (await LastChangeAsync(), Stores.StatementsExecuted);
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        Assert.Equal(1, Stores.StatementsExecuted - statements);
        var stored = await StoredAsync(grant);
        Assert.Equal((EndReason.Revoked, Now), (stored.EndReason, stored.EndedAt));
        Assert.Equal(GrantLifetimes.KeepOnceEnded(stored.CodeExpiresAt, stored.AccessTokensExpireAt), stored.KeepUntil);
        var change = Assert.Single(await ChangesAsync(last));
        Assert.Equal((ChangeKind.GrantEnded, grant.Site, grant.Id.ToString()), (change.Kind, change.Site, change.Subject));
        Assert.Equal(stored.AccessTokensExpireAt + GrantLifetimes.Keep, change.ExpiresAt);
    }

    [Fact]
    public async Task Ending_again_or_what_is_gone_has_no_effect()
    {
        var grant = await RedeemedAsync();
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        var (stored, last) = (await StoredAsync(grant), await LastChangeAsync());
        Time.Advance(TimeSpan.FromMinutes(1));
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.OverCap, Now, Ct);
        await Stores.Grants.EndAsync(grant.Site, new GrantId(NewGuid()), EndReason.Revoked, Now, Ct);
        Assert.Equal(stored, await StoredAsync(grant));
        Assert.Empty(await ChangesAsync(last));
    }

    [Fact]
    public async Task Ending_a_token_without_a_grant_is_one_statement_in_the_feed()
    {
        var (id, expires) = (NewGuid(), Now + TimeSpan.FromHours(1));
        var (last, statements) = (await LastChangeAsync(), Stores.StatementsExecuted);
        await Stores.Grants.EndTokenAsync(Sample.Site.Id, id, expires, Now, Ct);
        Assert.Equal(1, Stores.StatementsExecuted - statements);
        var change = Assert.Single(await ChangesAsync(last));
        Assert.Equal((ChangeKind.TokenEnded, id.ToString("N"), expires + GrantLifetimes.Keep), (change.Kind, change.Subject, change.ExpiresAt));
        await Stores.Grants.EndTokenAsync(Sample.Site.Id, NewGuid(), Now, Now, Ct);
        // Whoever holds a token must not fill the feed with it.
        await Stores.Grants.EndTokenAsync(Sample.Site.Id, id, expires, Now, Ct);
        Assert.Empty(await ChangesAsync(change.Sequence));
    }

    [Fact]
    public async Task Living_grants_come_newest_first_and_dead_ones_do_not_come()
    {
        var first = await RedeemedAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = await RedeemedAsync();
        var ended = await RedeemedAsync();
        await Stores.Grants.EndAsync(ended.Site, ended.Id, EndReason.Revoked, Now, Ct);
        Assert.Equal([second, first], await ListAsync());
        Time.SetUtcNow(first.IdleExpiresAt);
        Assert.Equal([second], await ListAsync());
        await Stores.Clients.UpdateAsync(Sample.Client with { Epoch = 1 }, Ct);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Grants_over_the_cap_end_oldest_first()
    {
        var grants = new List<Grant>();
        for (var i = 0; i < 5; i++)
        {
            grants.Add(await RedeemedAsync());
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, await Stores.Grants.EndOverCapAsync(5, Now, Ct));
        Assert.Equal(2, await Stores.Grants.EndOverCapAsync(3, Now, Ct));
        Assert.Equal(grants.Skip(2).Reverse(), await ListAsync());
        Assert.Equal(EndReason.OverCap, (await StoredAsync(grants[0])).EndReason);
        Assert.Equal(0, await Stores.Grants.EndOverCapAsync(3, Now, Ct));
    }

    private Task<IReadOnlyList<Grant>> ListAsync() => Stores.Grants.ListLivingAsync(Sample.Site.Id, Sample.Subject.Id, Now, Ct);
}

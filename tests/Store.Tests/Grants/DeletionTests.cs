using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

/// <summary>Trap 2: a deleted row would revive its code.</summary>
public sealed class DeletionTests : StoreTest
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    [Fact]
    public async Task Trap_2_An_ended_grant_stays_until_its_code_can_no_longer_name_it()
    {
        var grant = await RedeemedAsync();
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        var keep = (await StoredAsync(grant)).KeepUntil;
        Assert.True(keep >= grant.CodeExpiresAt + GrantLifetimes.Keep);
        Time.SetUtcNow(keep - Tick);
        Assert.Equal(0, await DeleteAsync());
        Assert.Equal(Redemption.Replayed, await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct));
        Time.SetUtcNow(keep);
        Assert.Equal(1, await DeleteAsync());
        Assert.Null(await Stores.Grants.FindAsync(grant.Site, grant.Id, Ct));
    }

    [Fact]
    public async Task Trap_2_An_ended_grant_whose_code_outlives_its_access_tokens_stays_until_the_code_is_dead()
    {
        var grant = Sample.Grant() with { AccessTokensExpireAt = Now + TimeSpan.FromSeconds(10) };
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        Assert.Equal(grant.CodeExpiresAt + GrantLifetimes.Keep, (await StoredAsync(grant)).KeepUntil);
    }

    [Fact]
    public async Task A_grant_that_was_never_refreshed_goes_after_its_idle_time()
    {
        var grant = await RedeemedAsync();
        Time.SetUtcNow(grant.KeepUntil - Tick);
        Assert.Equal(0, await DeleteAsync());
        Time.SetUtcNow(grant.KeepUntil);
        Assert.Equal(1, await DeleteAsync());
    }

    [Fact]
    public async Task A_living_grant_is_never_deleted()
    {
        var grant = await RedeemedAsync();
        Time.Advance(TimeSpan.FromHours(23));
        await Stores.Grants.RotateAsync(Sample.Refresh(grant), Ct);
        Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await DeleteAsync());
        Assert.Single(await Stores.Grants.ListLivingAsync(grant.Site, grant.Subject, Now, Ct));
    }

    [Fact]
    public async Task Rows_go_in_batches_no_larger_than_asked()
    {
        for (var i = 0; i < 7; i++)
        {
            var grant = await RedeemedAsync();
            if (i < 3) await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        }

        var living = Sample.Grant() with { IdleExpiresAt = Now + TimeSpan.FromDays(100) };
        await Stores.Grants.RedeemAsync(living, NewAttempt(), Ct);
        Time.Advance(TimeSpan.FromDays(2));
        foreach (var expected in new[] { 2, 2, 2, 1, 0 }) Assert.Equal(expected, await DeleteAsync(2));
        Assert.NotNull(await Stores.Grants.FindAsync(living.Site, living.Id, Ct));
    }

    private Task<int> DeleteAsync(int limit = 100) => Stores.Grants.DeletePastAsync(Now, limit, Ct);
}

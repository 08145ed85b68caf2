using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

public sealed class RotationTests : StoreTest
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    [Fact]
    public async Task A_refresh_moves_the_generation_and_every_time_that_follows()
    {
        var grant = await RedeemedAsync();
        Time.Advance(TimeSpan.FromHours(3));
        var request = Sample.Refresh(grant);
        Assert.Equal(new Rotation(RotationResult.Rotated, 2, request.AccessTokenExpiresAt), await RotateAsync(request));
        var stored = await StoredAsync(grant);
        Assert.Equal(grant with
        {
            Generation = 2,
            RotatedAt = Now,
            AccessTokensExpireAt = request.AccessTokenExpiresAt,
            IdleExpiresAt = request.IdleExpiresAt,
            KeepUntil = GrantLifetimes.KeepWhileAlive(grant.CodeExpiresAt, request.AccessTokenExpiresAt, request.IdleExpiresAt),
        }, stored);
    }

    [Fact]
    public async Task Refreshing_is_one_statement_and_one_commit()
    {
        var grant = await RedeemedAsync();
        var (statements, commits) = (Stores.StatementsExecuted, Stores.Commits);
        await RotateAsync(Sample.Refresh(grant));
        Assert.Equal(1, Stores.StatementsExecuted - statements);
        Assert.Equal(1, Stores.Commits - commits);
    }

    [Fact]
    public async Task Attack_01_Fifty_parallel_refreshes_make_one_generation()
    {
        var grant = await RedeemedAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => RotateAsync(Sample.Refresh(grant)), Ct)));
        Assert.Single(results, rotation => rotation.Result is RotationResult.Rotated);
        Assert.Equal(49, results.Count(rotation => rotation.Result is RotationResult.Retried));
        Assert.All(results, rotation => Assert.Equal(2, rotation.Generation));
        var stored = await StoredAsync(grant);
        Assert.Equal((2, (DateTimeOffset?)null), (stored.Generation, stored.EndedAt));
    }

    [Fact]
    public async Task Attack_01_Without_grace_fifty_parallel_refreshes_end_the_grant()
    {
        var grant = await RedeemedAsync();
        var results = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => RotateAsync(Sample.Refresh(grant) with { Grace = TimeSpan.Zero }), Ct)));
        Assert.Single(results, rotation => rotation.Result is RotationResult.Rotated);
        Assert.Single(results, rotation => rotation.Result is RotationResult.Replayed);
        Assert.Equal(48, results.Count(rotation => rotation.Result is RotationResult.Dead));
        Assert.Equal(EndReason.RefreshTokenReplayed, (await StoredAsync(grant)).EndReason);
    }

    [Fact]
    public async Task A_retry_within_the_grace_time_changes_nothing_at_all()
    {
        var grant = await RedeemedAsync();
        await RotateAsync(Sample.Refresh(grant));
        var before = await StoredAsync(grant);
        Time.Advance(TimeSpan.FromSeconds(10) - Tick);
        var retried = await RotateAsync(Sample.Refresh(grant));
        Assert.Equal(new Rotation(RotationResult.Retried, 2, before.AccessTokensExpireAt), retried);
        Assert.Equal(before, await StoredAsync(grant));
    }

    [Fact]
    public async Task Attack_02_After_the_grace_time_a_spent_token_ends_the_grant()
    {
        var grant = await RedeemedAsync();
        await RotateAsync(Sample.Refresh(grant));
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Rotation.Replayed, await RotateAsync(Sample.Refresh(grant)));
        var stored = await StoredAsync(grant);
        Assert.Equal((EndReason.RefreshTokenReplayed, Now, 2), (stored.EndReason, stored.EndedAt, stored.Generation));
        Assert.Equal(GrantLifetimes.KeepOnceEnded(stored.CodeExpiresAt, stored.AccessTokensExpireAt), stored.KeepUntil);
        Assert.Single(await ChangesAsync(), change => change.Kind is ChangeKind.GrantEnded && change.Subject == grant.Id.ToString());
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant, 2)));
    }

    [Fact]
    public async Task Attack_03_A_spent_token_stays_spent_after_a_restart()
    {
        var grant = await RedeemedAsync();
        await RotateAsync(Sample.Refresh(grant));
        await RestartAsync();
        Assert.Equal(Rotation.Replayed, await RotateAsync(Sample.Refresh(grant) with { Grace = TimeSpan.Zero }));
    }

    [Fact]
    public async Task Trap_5_A_generation_newer_than_the_row_moves_it_forward()
    {
        var grant = await RedeemedAsync();
        var forward = await RotateAsync(Sample.Refresh(grant, 7));
        Assert.Equal((RotationResult.MovedForward, 8), (forward.Result, forward.Generation));
        Assert.Equal(8, (await StoredAsync(grant)).Generation);
    }

    [Fact]
    public async Task Our_own_second_try_answers_as_the_first()
    {
        var grant = await RedeemedAsync();
        var request = Sample.Refresh(grant) with { Grace = TimeSpan.Zero };
        var first = await RotateAsync(request);
        var stored = await StoredAsync(grant);
        Assert.Equal(first, await RotateAsync(request));
        Assert.Equal(stored, await StoredAsync(grant));

        var ahead = Sample.Refresh(grant, 5);
        Assert.Equal(await RotateAsync(ahead), await RotateAsync(ahead));

        var replay = Sample.Refresh(grant);
        Assert.Equal(Rotation.Replayed, await RotateAsync(replay));
        Assert.Equal(Rotation.Replayed, await RotateAsync(replay));
    }

    [Fact]
    public async Task Our_own_second_try_is_dead_when_the_grant_was_revoked_in_between()
    {
        var grant = await RedeemedAsync();
        var request = Sample.Refresh(grant);
        await RotateAsync(request);
        await Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct);
        Assert.Equal(Rotation.Dead, await RotateAsync(request));
    }

    [Fact]
    public async Task The_idle_expiry_never_passes_the_absolute_one()
    {
        var grant = await RedeemedAsync();
        await RotateAsync(Sample.Refresh(grant) with { IdleExpiresAt = grant.ExpiresAt + TimeSpan.FromDays(1) });
        Assert.Equal(grant.ExpiresAt, (await StoredAsync(grant)).IdleExpiresAt);
    }

    [Fact]
    public async Task The_end_of_access_tokens_never_falls()
    {
        var grant = await RedeemedAsync();
        var rotation = await RotateAsync(Sample.Refresh(grant) with { AccessTokenExpiresAt = Now + TimeSpan.FromMinutes(1) });
        Assert.Equal(grant.AccessTokensExpireAt, rotation.AccessTokensExpireAt);
    }

    [Fact]
    public async Task An_idle_grant_is_dead_from_its_idle_expiry()
    {
        var grant = await RedeemedAsync();
        Time.SetUtcNow(grant.IdleExpiresAt - Tick);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant) with { Now = grant.IdleExpiresAt }));
        Assert.Equal(RotationResult.Rotated, (await RotateAsync(Sample.Refresh(grant))).Result);
    }

    [Fact]
    public async Task A_grant_past_its_life_is_dead_however_often_it_was_refreshed()
    {
        var grant = Sample.Grant() with { ExpiresAt = Now + TimeSpan.FromHours(2) };
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        Time.SetUtcNow(grant.ExpiresAt - Tick);
        Assert.Equal(RotationResult.Rotated, (await RotateAsync(Sample.Refresh(grant))).Result);
        Time.SetUtcNow(grant.ExpiresAt);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant, 2)));
    }

    [Fact]
    public async Task An_unknown_grant_is_dead() => Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(Sample.Grant())));

    [Fact]
    public async Task A_refresh_under_other_epochs_is_dead_and_ends_nothing()
    {
        var grant = await RedeemedAsync();
        foreach (var epochs in new[] { new Epochs(1, 0, 0), new Epochs(0, 1, 0), new Epochs(0, 0, 1) })
        {
            Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant) with { Epochs = epochs }));
        }

        Assert.Equal(grant, await StoredAsync(grant));
    }

    [Fact]
    public async Task Nothing_is_refreshed_at_a_disabled_client_and_nothing_of_before_once_it_is_enabled_again()
    {
        var grant = await RedeemedAsync();
        await Stores.Clients.UpdateAsync(Sample.Client with { Enabled = false }, Ct);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant)));
        await Stores.Clients.UpdateAsync(Sample.Client, Ct);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant)));
    }

    [Fact]
    public async Task Nothing_is_refreshed_at_a_disabled_site_and_nothing_of_before_once_it_is_enabled_again()
    {
        var grant = await RedeemedAsync();
        await Stores.Sites.UpdateAsync(Sample.Site with { Enabled = false }, Ct);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant)));
        await Stores.Sites.UpdateAsync(Sample.Site, Ct);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant)));
    }

    [Fact]
    public async Task Nothing_is_refreshed_at_a_removed_client()
    {
        var grant = await RedeemedAsync();
        await Stores.Clients.RemoveAsync(Sample.Site.Id, Sample.Client.Id, Ct);
        Assert.Equal(Rotation.Dead, await RotateAsync(Sample.Refresh(grant)));
    }

    [Fact]
    public async Task A_refresh_after_sign_out_goes_on()
    {
        var grant = Sample.GrantOfSession();
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        await Stores.Sessions.EndAsync(grant.Site, Sample.Session.Id, Now, Ct);
        Assert.Equal(RotationResult.Rotated, (await RotateAsync(Sample.Refresh(grant))).Result);
    }

    private Task<Rotation> RotateAsync(RotationRequest request) => Stores.Grants.RotateAsync(request, Ct);
}

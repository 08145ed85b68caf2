using Microsoft.Data.Sqlite;
using Vestibule.Engine.Model.Grants;
using Vestibule.Store;

namespace Store.Tests.Grants;

/// <summary>Trap 4: our own retry looks like theft when a commit's answer is lost.</summary>
public sealed class LostAnswerTests : StoreTest
{
    private const int InputOutputError = 10;
    private const int Full = 13;

    [Fact]
    public async Task Trap_4_A_lost_answer_after_the_commit_of_a_redemption_is_no_theft()
    {
        var grant = Sample.GrantOfSession();
        Lose(1);
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct));
        Assert.Null((await StoredAsync(grant)).EndedAt);
    }

    [Fact]
    public async Task Trap_4_A_lost_answer_after_the_commit_of_a_refresh_is_no_theft()
    {
        var grant = await RedeemedAsync();
        Lose(1);
        var rotation = await Stores.Grants.RotateAsync(Sample.Refresh(grant) with { Grace = TimeSpan.Zero }, Ct);
        Assert.Equal((RotationResult.Rotated, 2), (rotation.Result, rotation.Generation));
        Assert.Null((await StoredAsync(grant)).EndedAt);
    }

    [Fact]
    public async Task Trap_4_A_caller_that_tries_again_with_the_same_attempt_is_no_thief_either()
    {
        var grant = Sample.Grant();
        var attempt = NewAttempt();
        Lose(int.MaxValue);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Stores.Grants.RedeemAsync(grant, attempt, Ct));
        Stores.Faults.AfterCommit = null;
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(grant, attempt, Ct));

        var request = Sample.Refresh(grant) with { Grace = TimeSpan.Zero };
        Lose(int.MaxValue);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Stores.Grants.RotateAsync(request, Ct));
        Stores.Faults.AfterCommit = null;
        Assert.Equal(RotationResult.Rotated, (await Stores.Grants.RotateAsync(request, Ct)).Result);
        Assert.Null((await StoredAsync(grant)).EndedAt);
    }

    [Fact]
    public async Task A_failed_commit_fails_what_must_not_run_twice_and_leaves_nothing()
    {
        Stores.Faults.BeforeCommit = () => throw new SqliteException("full", Full);
        var fault = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "bob"), Ct));
        Assert.DoesNotContain("bob", fault.ToString(), StringComparison.OrdinalIgnoreCase);
        Stores.Faults.BeforeCommit = null;
        Assert.Null(await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "bob", Ct));
    }

    [Fact]
    public async Task Attack_08_Revoking_says_so_when_the_storage_failed_and_the_grant_still_lives()
    {
        var grant = await RedeemedAsync();
        Stores.Faults.BeforeCommit = () => throw new SqliteException("disk", InputOutputError);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Stores.Grants.EndAsync(grant.Site, grant.Id, EndReason.Revoked, Now, Ct));
        Stores.Faults.BeforeCommit = null;
        Assert.Single(await Stores.Grants.ListLivingAsync(grant.Site, grant.Subject, Now, Ct));
    }

    private void Lose(int answers)
    {
        var left = answers;
        Stores.Faults.AfterCommit = () =>
        {
            if (left-- > 0) throw new SqliteException("cut", InputOutputError);
        };
    }
}

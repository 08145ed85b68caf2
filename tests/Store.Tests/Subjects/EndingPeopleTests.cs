using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Subjects;

/// <summary>Whatever lifts a person's epoch ends their grants and sessions in the same transaction (S-7).</summary>
public sealed class EndingPeopleTests : StoreTest
{
    [Fact]
    public async Task Attack_49_Disabling_ends_everything()
    {
        var grant = await RedeemedAsync();
        var write = await Stores.Subjects.UpdateAsync(Sample.Subject with { Enabled = false }, false, Ct);
        Assert.Equal(1, write.Subject?.Epoch);
        await EndedAsync(grant);
        Assert.NotNull((await Stores.Sessions.FindAsync(Sample.Site.Id, Sample.Session.Id, Ct))?.Session.EndedAt);
    }

    [Fact]
    public async Task A_change_that_asks_for_it_ends_everything()
    {
        var grant = await RedeemedAsync();
        await Stores.Subjects.UpdateAsync(Sample.Subject with { PasswordHash = "new" }, true, Ct);
        await EndedAsync(grant);
    }

    [Fact]
    public async Task What_ended_long_after_the_last_change_is_told_as_long_as_a_token_may_live()
    {
        var grant = await RedeemedAsync();
        Time.Advance(TimeSpan.FromHours(20));
        var write = await Stores.Subjects.UpdateAsync(Sample.Subject with { PasswordHash = "new" }, true, Ct);
        Assert.Equal(Now, write.Subject?.UpdatedAt);
        Assert.Equal(Now, (await StoredAsync(grant)).EndedAt);
        var told = Assert.Single(await Stores.Changes.ReadAfterAsync(0, Ct), change => change.Kind == ChangeKind.SubjectEpoch);
        Assert.True(told.ExpiresAt >= Now + TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Ending_everything_ends_everything_in_one_commit()
    {
        var grant = await RedeemedAsync();
        var commits = Stores.Commits;
        await Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.Equal(1, Stores.Commits - commits);
        await EndedAsync(grant);
    }

    [Fact]
    public async Task Attack_49_Deleting_ends_everything_and_is_told_for_ever()
    {
        var grant = await RedeemedAsync();
        Assert.True(await Stores.Subjects.RemoveAsync(Sample.Site.Id, Sample.Subject.Id, Ct));
        await EndedAsync(grant);
        Assert.Null(await Stores.Sessions.FindAsync(Sample.Site.Id, Sample.Session.Id, Ct));
        var told = (await ChangesAsync()).Last(change => change.Kind is ChangeKind.SubjectEpoch);
        Assert.Equal((Sample.Subject.Id.ToString(), int.MaxValue), (told.Subject, told.Value));
        Assert.Equal(Now + TimeSpan.FromHours(24) + GrantLifetimes.Keep, told.ExpiresAt);
    }

    [Fact]
    public async Task A_change_of_the_profile_ends_nothing()
    {
        var grant = await RedeemedAsync();
        var last = await LastChangeAsync();
        await Stores.Subjects.UpdateAsync(Sample.Subject with { Email = "new@example" }, false, Ct);
        Assert.Null((await StoredAsync(grant)).EndedAt);
        Assert.Empty(await ChangesAsync(last));
    }

    [Fact]
    public async Task Nobody_elses_grants_end()
    {
        var bob = await Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "bob"), Ct);
        var grant = Sample.Grant() with { Subject = bob.Subject!.Id };
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        await Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.Null((await StoredAsync(grant)).EndedAt);
    }

    private async Task EndedAsync(Grant grant)
    {
        var stored = await StoredAsync(grant);
        Assert.Equal((EndReason.SubjectEnded, Now), (stored.EndReason, stored.EndedAt));
        Assert.Equal(GrantLifetimes.KeepOnceEnded(stored.CodeExpiresAt, stored.AccessTokensExpireAt), stored.KeepUntil);
        Assert.Equal(Rotation.Dead, await Stores.Grants.RotateAsync(Sample.Refresh(grant), Ct));
    }
}

using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

/// <summary>Codes that were issued before something ended what they stand for (trap 1: nothing to end before redemption).</summary>
public sealed class RefusalTests : StoreTest
{
    [Fact]
    public async Task Attack_49_A_code_issued_before_its_person_was_disabled_is_refused()
    {
        var grant = Sample.GrantOfSession();
        await Stores.Subjects.UpdateAsync(Sample.Subject with { Enabled = false }, false, Ct);
        await RefusedAsync(grant);
    }

    [Fact]
    public async Task Attack_49_It_stays_refused_when_the_person_is_enabled_again()
    {
        var grant = Sample.Grant();
        var disabled = await Stores.Subjects.UpdateAsync(Sample.Subject with { Enabled = false }, false, Ct);
        await Stores.Subjects.UpdateAsync(disabled.Subject! with { Enabled = true }, false, Ct);
        await RefusedAsync(grant);
    }

    [Fact]
    public async Task Attack_49_A_code_of_a_deleted_person_is_refused()
    {
        var grant = Sample.Grant();
        await Stores.Subjects.RemoveAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        await RefusedAsync(grant);
    }

    [Fact]
    public async Task A_code_issued_before_everything_was_ended_is_refused()
    {
        var grant = Sample.Grant();
        await Stores.Subjects.EndEverythingAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        await RefusedAsync(grant);
    }

    [Fact]
    public async Task A_code_for_a_disabled_client_is_refused()
    {
        await Stores.Clients.UpdateAsync(Sample.Client with { Enabled = false }, Ct);
        await RefusedAsync(Sample.Grant());
    }

    [Fact]
    public async Task A_code_issued_before_its_clients_epoch_was_lifted_is_refused()
    {
        await Stores.Clients.UpdateAsync(Sample.Client with { Epoch = 1 }, Ct);
        await RefusedAsync(Sample.Grant());
    }

    [Fact]
    public async Task A_code_for_a_removed_client_is_refused_even_when_its_id_is_registered_again()
    {
        await Stores.Clients.RemoveAsync(Sample.Site.Id, Sample.Client.Id, Ct);
        await RefusedAsync(Sample.Grant());
        Assert.True(await Stores.Clients.AddAsync(Sample.Client, Ct));
        await RefusedAsync(Sample.Grant());
    }

    [Fact]
    public async Task A_code_of_a_disabled_site_is_refused()
    {
        await Stores.Sites.UpdateAsync(Sample.Site with { Enabled = false }, Ct);
        await RefusedAsync(Sample.Grant());
    }

    [Fact]
    public async Task A_code_issued_before_its_sites_epoch_was_lifted_is_refused()
    {
        await Stores.Sites.UpdateAsync(Sample.Site with { Epoch = 1 }, Ct);
        await RefusedAsync(Sample.Grant());
    }

    [Fact]
    public async Task A_code_of_an_ended_session_is_refused()
    {
        await Stores.Sessions.EndAsync(Sample.Site.Id, Sample.Session.Id, Now, Ct);
        await RefusedAsync(Sample.GrantOfSession());
    }

    [Fact]
    public async Task A_code_of_an_expired_session_is_refused_from_that_moment()
    {
        Time.SetUtcNow(Sample.Session.ExpiresAt - TimeSpan.FromTicks(TimeSpan.TicksPerMicrosecond));
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(Sample.GrantOfSession(), NewAttempt(), Ct));
        Time.SetUtcNow(Sample.Session.ExpiresAt);
        await RefusedAsync(Sample.GrantOfSession());
    }

    [Fact]
    public async Task A_code_of_another_persons_session_is_refused()
    {
        var other = await Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "bob"), Ct);
        await RefusedAsync(Sample.GrantOfSession() with { Subject = other.Subject!.Id });
    }

    [Fact]
    public async Task A_code_of_a_session_that_was_deleted_is_refused()
    {
        await Stores.Sessions.EndAsync(Sample.Site.Id, Sample.Session.Id, Now, Ct);
        await Stores.Sessions.DeletePastAsync(Now + TimeSpan.FromSeconds(1), 10, Ct);
        await RefusedAsync(Sample.GrantOfSession());
    }

    private async Task RefusedAsync(Grant grant)
    {
        Assert.Equal(Redemption.Refused, await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct));
        Assert.Null(await Stores.Grants.FindAsync(grant.Site, grant.Id, Ct));
    }
}

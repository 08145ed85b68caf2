using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Accounts;

namespace Server.Tests.Accounts;

/// <summary>W-31, W-33, W-86.</summary>
public sealed class CredentialGateTests
{
    private const string Wrong = "not the password";

    [Fact]
    public async Task A_right_password_signs_in_whatever_the_case_of_the_name()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("Ann");
        Assert.Equal(ann.Id, (await house.TryAsync("aNN", AccountsFixture.Right)).Value?.Id);
        Assert.Equal(ErrorCode.AccessDenied, (await house.TryAsync("Ann", Wrong)).Error?.Code);
    }

    [Fact]
    public async Task Ten_failures_shut_an_account_and_a_try_comes_back_every_ninety_seconds()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        await FailAsync(house, "ann", 10, address: "192.0.2.1");

        var refused = await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.7");
        Assert.Equal(ErrorCode.Throttled, refused.Error?.Code);
        Assert.Equal(TimeSpan.FromSeconds(90), refused.Error?.RetryAfter);

        house.Clock.Advance(TimeSpan.FromSeconds(89.5));
        Assert.Equal(TimeSpan.FromSeconds(1), (await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.7")).Error?.RetryAfter);
        house.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.7")).Succeeded);
    }

    [Fact]
    public async Task Spellings_of_one_name_share_its_budget()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("åsa");
        await FailAsync(house, "åsa", 5);
        await FailAsync(house, "ÅSA", 5);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("Åsa", AccountsFixture.Right)).Error?.Code);
    }

    [Fact]
    public async Task An_address_has_ten_times_the_budget_and_refused_tries_cost_it_nothing()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        await FailAsync(house, "nobody", 10);
        for (var i = 0; i < 50; i++) Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("nobody", Wrong)).Error?.Code);
        for (var i = 0; i < 9; i++) await FailAsync(house, $"nobody{i}", 10);

        var refused = await house.TryAsync("ann", AccountsFixture.Right);
        Assert.Equal(ErrorCode.Throttled, refused.Error?.Code);
        Assert.Equal(TimeSpan.FromSeconds(9), refused.Error?.RetryAfter);
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, "192.0.2.2")).Succeeded);
    }

    [Fact]
    public async Task Addresses_of_one_ipv6_network_are_one_caller_and_a_mapped_ipv4_address_is_itself()
    {
        await using var house = await AccountsFixture.StartAsync();
        for (var i = 0; i < 10; i++) await FailAsync(house, $"six{i}", 10, $"2001:db8:1:2::{i + 1:x}");
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("other", Wrong, "2001:db8:1:2:ffff::9")).Error?.Code);
        Assert.Equal(ErrorCode.AccessDenied, (await house.TryAsync("other", Wrong, "2001:db8:1:3::9")).Error?.Code);

        for (var i = 0; i < 10; i++) await FailAsync(house, $"four{i}", 10, i % 2 == 0 ? "192.0.2.9" : "::ffff:192.0.2.9");
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("another", Wrong, "192.0.2.9")).Error?.Code);
    }

    [Fact]
    public async Task Successes_give_their_try_back()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        for (var i = 0; i < 30; i++) Assert.True((await house.TryAsync("ann", AccountsFixture.Right)).Succeeded);
    }

    [Fact]
    public async Task Of_fifty_parallel_guesses_no_more_than_the_budget_reach_the_hasher()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        var before = house.HashRuns;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => house.TryAsync("ann", Wrong + i, $"192.0.2.{i + 1}"))));
        Assert.Equal(10, house.HashRuns - before);
        Assert.Equal(10, outcomes.Count(outcome => outcome.Error?.Code == ErrorCode.AccessDenied));
        Assert.Equal(40, outcomes.Count(outcome => outcome.Error?.Code == ErrorCode.Throttled));
    }

    [Fact]
    public async Task A_stranger_cannot_lock_out_a_browser_that_the_account_has_used()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var bob = await house.AddAsync("bob");
        var mark = await MarkAsync(house, ann);
        await FailAsync(house, "ann", 10);
        for (var i = 0; i < 9; i++) await FailAsync(house, $"nobody{i}", 10);

        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right)).Error?.Code);
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.7", browser: mark)).Succeeded);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, browser: await MarkAsync(house, bob))).Error?.Code);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, browser: new Secret("vst_kb_AAAA"))).Error?.Code);
    }

    [Fact]
    public async Task A_known_browser_has_ten_tries_of_its_own_and_costs_the_account_none()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var mark = await MarkAsync(house, ann);
        await FailAsync(house, "ann", 10, browser: mark);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, browser: mark)).Error?.Code);
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right)).Succeeded);
    }

    [Fact]
    public async Task A_mark_is_good_for_thirty_days_to_the_tick_and_across_restarts()
    {
        await using var house = await AccountsFixture.StartAsync();
        var mark = await MarkAsync(house, await house.AddAsync("ann"));
        await house.RestartAsync();
        house.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        await FailAsync(house, "ann", 10);
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, browser: mark)).Succeeded);
        house.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, "203.0.113.1", browser: mark)).Error?.Code);
    }

    [Fact]
    public async Task An_application_at_an_address_that_succeeded_keeps_its_budget_for_thirty_days_and_across_restarts()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, "192.0.2.10", "app")).Succeeded);
        await house.RestartAsync();
        house.Clock.Advance(KnownCallers.KnownFor - TimeSpan.FromMinutes(1));
        await FailAsync(house, "ann", 10, "203.0.113.1");

        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, "192.0.2.10", "another app")).Error?.Code);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, "192.0.2.11", "app")).Error?.Code);
        Assert.Equal(ErrorCode.AccessDenied, (await house.TryAsync("ann", Wrong, "192.0.2.10", "app")).Error?.Code);

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", Wrong, "192.0.2.10", "app")).Error?.Code);
    }

    [Fact]
    public async Task A_weaker_hash_is_renewed_at_sign_in_and_ends_nothing()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        await house.RestartAsync(new Argon2Cost(16, 2));
        Assert.Equal(ErrorCode.AccessDenied, (await house.TryAsync("ann", Wrong)).Error?.Code);
        Assert.Equal(ann.PasswordHash, (await FindAsync(house, ann.Id))?.PasswordHash);

        Assert.True((await house.TryAsync("ann", AccountsFixture.Right)).Succeeded);
        var after = await FindAsync(house, ann.Id);
        Assert.StartsWith("$argon2id$v=19$m=16,t=2,p=1$", after?.PasswordHash);
        Assert.Equal(ann.Epoch, after?.Epoch);

        var before = house.HashRuns;
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right)).Succeeded);
        Assert.Equal(1, house.HashRuns - before);
    }

    [Fact]
    public async Task Events_tell_success_failure_and_once_a_minute_a_refusal()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, client: "app")).Succeeded);
        await FailAsync(house, "ann", 10, "203.0.113.1");
        for (var i = 0; i < 20; i++) await house.TryAsync("ann", Wrong, "203.0.113.1");

        var audit = await house.AuditAsync();
        var signedIn = Assert.Single(audit, happened => happened.Kind == SecurityEventKind.SignedIn);
        Assert.Equal((ann.Id.Value, "app", "192.0.2.1"), (signedIn.Subject, signedIn.ClientId, signedIn.Address));
        Assert.Equal(10, audit.Count(happened => happened.Kind == SecurityEventKind.SignInFailed && happened.Subject == ann.Id.Value));
        Assert.Null(Assert.Single(audit, happened => happened.Kind == SecurityEventKind.Throttled).Subject);
    }

    [Fact]
    public async Task A_password_on_each_request_is_noted_once_an_hour()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        for (var i = 0; i < 20; i++) Assert.True((await house.TryAsync("ann", AccountsFixture.Right, each: true)).Succeeded);
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await house.TryAsync("ann", AccountsFixture.Right, each: true)).Succeeded);
        Assert.Equal(2, (await house.AuditAsync()).Count(happened => happened.Kind == SecurityEventKind.SignedIn));
    }

    private static async Task FailAsync(
        AccountsFixture house, string userName, int times, string address = "192.0.2.1", Secret? browser = null)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(ErrorCode.AccessDenied, (await house.TryAsync(userName, Wrong, address, browser: browser)).Error?.Code);
        }
    }

    private static Task<Secret> MarkAsync(AccountsFixture house, Vestibule.Engine.Model.Subjects.Subject subject) =>
        house.InScopeAsync<CredentialGate, Secret>(gate => Task.FromResult(gate.MarkBrowser(house.Site, subject)));

    private static Task<Vestibule.Engine.Model.Subjects.Subject?> FindAsync(AccountsFixture house, Vestibule.Engine.Model.Subjects.SubjectId id) =>
        house.Subjects.FindAsync(house.Site.Id, id, TestContext.Current.CancellationToken);
}

using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Server.Accounts;

namespace Server.Tests.Accounts;

/// <summary>S-2, S-6, S-7, W-23.</summary>
public sealed class BrowserSessionsTests
{
    [Fact]
    public async Task A_session_dies_after_the_idle_time_to_the_tick()
    {
        await using var house = await AccountsFixture.StartAsync();
        var cookie = await AttackTests.SignInAsync(house, await house.AddAsync("ann"), cookie: null);

        house.Clock.Advance(house.Site.SessionIdle - Micro);
        Assert.NotNull(await FindAsync(house, cookie));

        // That was a request, so the idle time begins anew.
        house.Clock.Advance(house.Site.SessionIdle - Micro);
        Assert.NotNull(await FindAsync(house, cookie));
        house.Clock.Advance(house.Site.SessionIdle);
        Assert.Null(await FindAsync(house, cookie));
    }

    [Fact]
    public async Task A_session_dies_at_its_absolute_end_to_the_tick()
    {
        await using var house = await AccountsFixture.StartAsync();
        var cookie = await AttackTests.SignInAsync(house, await house.AddAsync("ann"), cookie: null);
        var step = TimeSpan.FromHours(10);
        var left = house.Site.SessionAbsolute - Micro;
        for (; left > step; left -= step)
        {
            house.Clock.Advance(step);
            Assert.NotNull(await FindAsync(house, cookie));
        }

        house.Clock.Advance(left);
        Assert.NotNull(await FindAsync(house, cookie));
        house.Clock.Advance(Micro);
        Assert.Null(await FindAsync(house, cookie));
    }

    [Fact]
    public async Task A_request_costs_one_read_and_once_a_minute_one_write()
    {
        await using var house = await AccountsFixture.StartAsync();
        var cookie = await AttackTests.SignInAsync(house, await house.AddAsync("ann"), cookie: null);
        // Nothing else may use the store while its statements are counted.
        await house.AuditAsync();
        house.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, await StatementsAsync(house, cookie));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await StatementsAsync(house, cookie));
        Assert.Equal(1, await StatementsAsync(house, cookie));
    }

    [Fact]
    public async Task Lifting_the_persons_epoch_ends_the_session_at_the_next_request()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var cookie = await AttackTests.SignInAsync(house, ann, cookie: null);
        await house.Subjects.EndEverythingAsync(house.Site.Id, ann.Id, TestContext.Current.CancellationToken);
        Assert.Null(await FindAsync(house, cookie));

        // A sign-in that was checked before the epoch was lifted begins nothing that lives.
        Assert.Null(await FindAsync(house, await AttackTests.SignInAsync(house, ann, cookie: null)));
    }

    [Fact]
    public async Task Lifting_the_sites_epoch_ends_the_session_at_the_next_request()
    {
        await using var house = await AccountsFixture.StartAsync();
        var cookie = await AttackTests.SignInAsync(house, await house.AddAsync("ann"), cookie: null);
        Assert.Null(await house.Get<BrowserSessions>().FindAsync(
            AccountsFixture.Request(cookie), house.Site with { Epoch = house.Site.Epoch + 1 }, TestContext.Current.CancellationToken));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Setting_a_password_ends_sessions_if_asked_to(bool endEverything)
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var cookie = await AttackTests.SignInAsync(house, ann, cookie: null);
        var outcome = await house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts => accounts.SetPasswordAsync(
            house.Site, ann.Id, new Secret("another kettle 48 Brno"), endEverything, TestContext.Current.CancellationToken));
        Assert.True(outcome.Succeeded, outcome.Explanation);
        Assert.Equal(endEverything, await FindAsync(house, cookie) is null);
        Assert.False((await house.TryAsync("ann", AccountsFixture.Right)).Succeeded);
        Assert.True((await house.TryAsync("ann", "another kettle 48 Brno")).Succeeded);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_on_the_server_and_takes_the_cookie_back()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var cookie = await AttackTests.SignInAsync(house, ann, cookie: null);
        var http = AccountsFixture.Request(cookie);
        await house.Get<BrowserSessions>().SignOutAsync(http, house.Site, TestContext.Current.CancellationToken);

        var taken = Assert.Single(http.Response.Headers.SetCookie)!;
        Assert.StartsWith("__Host-vst-session=; expires=Thu, 01 Jan 1970", taken, StringComparison.Ordinal);
        Assert.Contains("; secure", taken, StringComparison.Ordinal);
        Assert.Null(await FindAsync(house, cookie));
        Assert.Equal(ann.Id.Value, Assert.Single(await house.AuditAsync(), happened => happened.Kind == SecurityEventKind.SignedOut).Subject);
    }

    [Fact]
    public async Task A_removed_person_has_no_session()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var cookie = await AttackTests.SignInAsync(house, ann, cookie: null);
        Assert.True(await house.InScopeAsync<SubjectAccounts, Box>(async accounts => new Box(await accounts.RemoveAsync(house.Site, ann, TestContext.Current.CancellationToken))) is { Value: true });
        Assert.Null(await FindAsync(house, cookie));
    }

    [Fact]
    public async Task The_cookie_is_bound_to_the_host_on_https_and_plain_on_http_loopback()
    {
        await using (var house = await AccountsFixture.StartAsync())
            Assert.Equal("__Host-vst-session=vst_se_*; path=/; secure; samesite=lax; httponly", await CookieShapeAsync(house));
        await using (var house = await AccountsFixture.StartAsync(url: "http://localhost:8080"))
            Assert.Equal("vst-session=vst_se_*; path=/; samesite=lax; httponly", await CookieShapeAsync(house));
    }

    [Fact]
    public async Task A_cookie_that_is_not_ours_is_no_session_and_no_error()
    {
        await using var house = await AccountsFixture.StartAsync();
        var cookie = await AttackTests.SignInAsync(house, await house.AddAsync("ann"), cookie: null);
        var altered = cookie[..^2] + (cookie[^2] == 'A' ? 'B' : 'A') + cookie[^1];
        var plainName = cookie.Replace("__Host-", "", StringComparison.Ordinal);
        var mark = await house.InScopeAsync<CredentialGate, Box>(async gate =>
            new Box(gate.MarkBrowser(house.Site, (await house.Subjects.FindByUserNameAsync(house.Site.Id, "ann", TestContext.Current.CancellationToken))!).Reveal()));
        string[] hostile = [altered, plainName, cookie[..^5], cookie + "A", $"__Host-vst-session={mark.Value}", "__Host-vst-session=", "__Host-vst-session=" + new string('x', 20_000)];
        foreach (var presented in hostile) Assert.Null(await FindAsync(house, presented));
        Assert.NotNull(await FindAsync(house, cookie));
    }

    private static readonly TimeSpan Micro = TimeSpan.FromMicroseconds(1);

    private static async Task<string> CookieShapeAsync(AccountsFixture house)
    {
        var http = AccountsFixture.Request();
        await house.Get<BrowserSessions>().SignInAsync(http, house.Site, await house.AddAsync("ann"), "pwd", TestContext.Current.CancellationToken);
        var written = Assert.Single(http.Response.Headers.SetCookie)!;
        var value = AttackTests.CookieOf(http).Split("vst_se_")[1];
        return written.Replace(value, "*", StringComparison.Ordinal);
    }

    private static async Task<long> StatementsAsync(AccountsFixture house, string cookie)
    {
        var before = house.Stores.StatementsExecuted;
        Assert.NotNull(await FindAsync(house, cookie));
        return house.Stores.StatementsExecuted - before;
    }

    private static ValueTask<AuthenticatedSubject?> FindAsync(AccountsFixture house, string cookie) =>
        house.Get<BrowserSessions>().FindAsync(AccountsFixture.Request(cookie), house.Site, TestContext.Current.CancellationToken);

    private sealed record Box(object Value);
}

using System.Net;

namespace Server.Tests.Workplace;

/// <summary>Renewing access: <c>POST /external/api/oauth2/token</c> with <c>refresh_token</c>.</summary>
public sealed class RefreshTests : WorkplaceTest
{
    [Theory, Trait("Rule", "W-44")]
    [InlineData(1)]
    [InlineData(3599)]
    [InlineData(3600)]
    [InlineData(80_000)]
    public async Task A_refresh_gives_two_new_tokens_before_and_after_the_access_token_has_expired(int secondsLater)
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        var renewed = await SpaApp.RefreshAsync(refresh);
        Assert.NotEqual(access, renewed.Text("access_token"));
        Assert.NotEqual(refresh, renewed.Text("refresh_token"));
        Assert.True(await IsLiveAsync(renewed.Text("access_token")));
    }

    [Fact, Trait("Rule", "W-44"), Trait("Rule", "W-52")]
    public async Task An_access_token_lives_to_the_second()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.True(await IsLiveAsync(access));
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsLiveAsync(access));
        Assert.True(await IsLiveAsync((await SpaApp.RefreshAsync(refresh)).Text("access_token")));
    }

    [Fact, Trait("Rule", "W-44")]
    public async Task Redirect_uri_and_scope_may_be_absent_must_not_differ_and_the_scope_may_narrow()
    {
        var code = (await SpaApp.AuthAsync(UserName, Password, ("x-scope", "email phone"))).Text("code");
        var refresh = (await SpaApp.RedeemAsync(code, ("x-scope", null))).Text("refresh_token");
        IsRefused(await SpaApp.RefreshAsync(refresh, ("x-redirect-uri", RedirectUri + "2")), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RefreshAsync(refresh, ("x-scope", "email phone address")), HttpStatusCode.BadRequest, "invalid_scope");
        IsRefused(await SpaApp.RefreshAsync(refresh, ("x-client-id", "nobody")), HttpStatusCode.Unauthorized, "invalid_client");
        var renewed = await SpaApp.RefreshAsync(refresh, ("x-redirect-uri", null), ("x-scope", null));
        Assert.Equal("email phone", renewed.Text("scope"));
    }

    [Theory, Trait("Rule", "W-84")]
    [InlineData(null)]
    [InlineData("")]
    public async Task After_a_narrowed_refresh_the_grant_keeps_its_full_scope(string? afterwards)
    {
        var code = (await SpaApp.AuthAsync(UserName, Password, ("x-scope", "email phone"))).Text("code");
        var tokens = await SpaApp.RedeemAsync(code, ("x-scope", null));
        var narrowed = await SpaApp.RefreshAsync(tokens.Text("refresh_token"), ("x-scope", "phone"));
        Assert.Equal("phone", narrowed.Text("scope"));
        Assert.Equal("phone", (await SpaApp.TokenInfoAsync(narrowed.Text("access_token"))).Text("scope"));
        var full = await SpaApp.RefreshAsync(narrowed.Text("refresh_token"), ("x-scope", afterwards));
        Assert.Equal("email phone", full.Text("scope"));
        Assert.Equal("email phone", (await SpaApp.TokenInfoAsync(full.Text("access_token"))).Text("scope"));
    }

    [Theory, Trait("Rule", "W-45")]
    [InlineData(false, 9.9, true)]
    [InlineData(false, 10.1, false)]
    [InlineData(true, 59.9, true)]
    [InlineData(true, 60.1, false)]
    public async Task The_token_spent_last_is_a_retry_within_the_grace_time_and_theft_after_it(bool confidential, double seconds, bool retry)
    {
        var app = confidential ? WebApp : SpaApp;
        var (_, spent) = await app.SignInAsync(UserName, Password);
        var renewed = await app.RefreshAsync(spent);
        Server.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var again = await app.RefreshAsync(spent);
        if (retry)
        {
            Assert.True(again.Succeeded);
            // The same generation: either of the two tokens goes on.
            Assert.True((await app.RefreshAsync(renewed.Text("refresh_token"))).Succeeded);
            Assert.True((await app.RefreshAsync(again.Text("refresh_token"))).Succeeded);
        }
        else
        {
            IsRefused(again, HttpStatusCode.BadRequest, "invalid_grant");
            IsRefused(await app.RefreshAsync(renewed.Text("refresh_token")), HttpStatusCode.BadRequest, "invalid_grant");
            Assert.False(await IsLiveAsync(renewed.Text("access_token")));
        }
    }

    [Fact, Trait("Rule", "W-45")]
    public async Task A_retry_does_not_stretch_the_grace_time()
    {
        var (_, spent) = await SpaApp.SignInAsync(UserName, Password);
        await SpaApp.RefreshAsync(spent);
        Server.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.True((await SpaApp.RefreshAsync(spent)).Succeeded);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        IsRefused(await SpaApp.RefreshAsync(spent), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-45")]
    public async Task A_token_two_generations_old_is_theft_even_at_once()
    {
        var (_, first) = await SpaApp.SignInAsync(UserName, Password);
        var second = await SpaApp.RefreshAsync(first);
        var third = await SpaApp.RefreshAsync(second.Text("refresh_token"));
        IsRefused(await SpaApp.RefreshAsync(first), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.False(await IsLiveAsync(third.Text("access_token")));
        Assert.NotEmpty(Server.Log.Containing("Security event RefreshTokenReplayed"));
    }

    [Fact, Trait("Rule", "W-45")]
    public async Task The_grace_time_is_a_setting_of_the_client()
    {
        var app = await AddAppAsync(PublicClient with { RefreshGrace = TimeSpan.Zero });
        var (_, spent) = await app.SignInAsync(UserName, Password);
        await app.RefreshAsync(spent);
        IsRefused(await app.RefreshAsync(spent), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-45")]
    public async Task A_stranger_s_replay_ends_nothing()
    {
        var (_, spent) = await WebApp.SignInAsync(UserName, Password);
        var renewed = await WebApp.RefreshAsync(spent);
        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        IsRefused(await WebApp.RefreshAsync(spent, ("x-client-secret", "guess")), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await SpaApp.RefreshAsync(spent), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.True(await IsLiveAsync(renewed.Text("access_token")));
    }

    [Fact, Trait("Rule", "W-44")]
    public async Task A_grant_that_was_never_refreshed_dies_after_24_hours()
    {
        var (_, early) = await SpaApp.SignInAsync(UserName, Password);
        var (_, late) = await SpaApp.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.True((await SpaApp.RefreshAsync(early)).Succeeded);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        IsRefused(await SpaApp.RefreshAsync(late), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-44")]
    public async Task A_refreshed_grant_lives_30_idle_days_and_a_year_at_the_most()
    {
        var (_, token) = await SpaApp.SignInAsync(UserName, Password);
        var began = Server.Clock.GetUtcNow();
        for (var day = 0.9; day < 365; day += 29)
        {
            Server.Clock.SetUtcNow(began + TimeSpan.FromDays(day));
            token = (await SpaApp.RefreshAsync(token)).Text("refresh_token");
        }

        Server.Clock.SetUtcNow(began + TimeSpan.FromDays(365) - TimeSpan.FromSeconds(30));
        var last = await SpaApp.RefreshAsync(token);
        // No access token outlives its grant.
        Assert.Equal(30_000, last.Json.GetProperty("expires_in").GetInt64());
        Server.Clock.Advance(TimeSpan.FromSeconds(30));
        IsRefused(await SpaApp.RefreshAsync(last.Text("refresh_token")), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.False(await IsLiveAsync(last.Text("access_token")));
    }

    [Fact, Trait("Rule", "W-44")]
    public async Task A_grant_left_alone_for_30_days_after_a_refresh_is_dead()
    {
        var (_, token) = await SpaApp.SignInAsync(UserName, Password);
        var renewed = (await SpaApp.RefreshAsync(token)).Text("refresh_token");
        Server.Clock.Advance(TimeSpan.FromDays(30));
        IsRefused(await SpaApp.RefreshAsync(renewed), HttpStatusCode.BadRequest, "invalid_grant");
    }
}

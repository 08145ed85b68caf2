using System.Net;
using Vestibule.Engine.Model.Clients;

namespace Server.Tests.Workplace;

/// <summary>Codes for tokens: <c>POST /external/api/oauth2/token</c> with <c>authorization_code</c> and <c>client_credentials</c>.</summary>
public sealed class TokenTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-40"), Trait("Rule", "W-41")]
    public async Task A_code_gives_a_bearer_token_its_life_in_milliseconds_a_refresh_token_and_the_scope()
    {
        var answer = await SpaApp.RedeemAsync(await CodeAsync());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["access_token", "expires_in", "refresh_token", "scope", "token_type"], answer.Json.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("Bearer", answer.Text("token_type"));
        Assert.Equal(3_600_000, answer.Json.GetProperty("expires_in").GetInt64());
        Assert.Equal("email", answer.Text("scope"));
        Assert.True(await IsLiveAsync(answer.Text("access_token")));
    }

    [Fact, Trait("Rule", "W-41"), Trait("Rule", "W-62")]
    public async Task A_client_can_be_told_lifetimes_in_seconds()
    {
        var app = await AddAppAsync(PublicClient with { ExpiresInUnit = ExpiresInUnit.Seconds });
        var tokens = await app.RedeemAsync((await app.AuthAsync(UserName, Password)).Text("code"));
        Assert.Equal(3600, tokens.Json.GetProperty("expires_in").GetInt64());
        Assert.Equal(3600, (await app.RefreshAsync(tokens.Text("refresh_token"))).Json.GetProperty("expires_in").GetInt64());
        Server.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(3500, (await app.TokenInfoAsync(tokens.Text("access_token"))).Json.GetProperty("expires_in").GetInt64());
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task A_code_is_good_at_4_59_and_refused_at_5_00()
    {
        var (early, late) = (await CodeAsync(), await CodeAsync());
        Server.Clock.Advance(new TimeSpan(0, 4, 59));
        Assert.True((await SpaApp.RedeemAsync(early)).Succeeded);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        IsRefused(await SpaApp.RedeemAsync(late), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task A_second_redemption_is_refused_and_revokes_everything_that_the_first_one_gave()
    {
        var code = await CodeAsync();
        var first = await SpaApp.RedeemAsync(code);
        var later = await SpaApp.RefreshAsync(first.Text("refresh_token"));
        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.False(await IsLiveAsync(first.Text("access_token")));
        Assert.False(await IsLiveAsync(later.Text("access_token")));
        IsRefused(await SpaApp.RefreshAsync(later.Text("refresh_token")), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-42"), Trait("Rule", "W-43"), Trait("Rule", "W-25")]
    public async Task A_try_that_fails_a_rule_does_not_spend_the_code()
    {
        var other = await AddAppAsync(PublicClient);
        var code = (await SpaApp.AuthAsync(UserName, Password, ("x-code-challenge", CodeChallenge), ("x-code-challenge-method", "S256"))).Text("code");
        (string, string?) verifier = ("x-code-verifier", Verifier);
        IsRefused(await other.RedeemAsync(code, verifier), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code, verifier, ("x-redirect-uri", RedirectUri + "/")), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code, verifier, ("x-redirect-uri", null)), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code, ("x-code-verifier", Verifier[..^1] + "x")), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code, verifier, ("x-scope", "phone")), HttpStatusCode.BadRequest, "invalid_scope");
        IsRefused(await SpaApp.RedeemAsync(code, verifier, ("x-client-id", "nobody")), HttpStatusCode.Unauthorized, "invalid_client");
        Assert.True((await SpaApp.RedeemAsync(code, verifier)).Succeeded);
    }

    [Theory, Trait("Rule", "W-43")]
    [InlineData("email phone", true)]
    [InlineData("phone  email", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    [InlineData("email", false)]
    [InlineData("email phone x", false)]
    [InlineData("EMAIL phone", false)]
    public async Task The_scope_at_the_token_endpoint_is_the_code_s_or_absent(string? scope, bool good)
    {
        var code = (await SpaApp.AuthAsync(UserName, Password, ("x-scope", "email phone"))).Text("code");
        var answer = await SpaApp.RedeemAsync(code, ("x-scope", scope));
        if (good) Assert.Equal("email phone", answer.Text("scope"));
        else IsRefused(answer, HttpStatusCode.BadRequest, "invalid_scope");
    }

    /// <summary>Whoever finds a code in a browser's history must not be able to sign its owner out.</summary>
    [Theory, Trait("Rule", "W-83"), Trait("Rule", "W-42")]
    [InlineData("x-scope", "phone")]
    [InlineData("x-redirect-uri", "https://app.example.com/other")]
    [InlineData("x-code-verifier", "another-verifier-of-the-right-length-1234567890")]
    [InlineData("x-code-verifier", null)]
    [InlineData("x-client-id", "nobody")]
    public async Task A_replay_that_fails_another_rule_ends_nothing(string header, string? value)
    {
        var code = (await SpaApp.AuthAsync(UserName, Password, ("x-code-challenge", CodeChallenge), ("x-code-challenge-method", "S256"))).Text("code");
        var tokens = await SpaApp.RedeemAsync(code, ("x-code-verifier", Verifier));
        Assert.False((await SpaApp.RedeemAsync(code, ("x-code-verifier", Verifier), (header, value))).Succeeded);
        Assert.True(await IsLiveAsync(tokens.Text("access_token")));
        Assert.True((await SpaApp.RefreshAsync(tokens.Text("refresh_token"))).Succeeded);
    }

    [Fact, Trait("Rule", "W-83"), Trait("Rule", "W-10")]
    public async Task A_replay_without_the_client_s_secret_or_after_the_code_s_life_ends_nothing()
    {
        var code = (await WebApp.AuthAsync(UserName, Password)).Text("code");
        var tokens = await WebApp.RedeemAsync(code);
        IsRefused(await WebApp.RedeemAsync(code, ("x-client-secret", null)), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await WebApp.RedeemAsync(code, ("x-client-secret", "guess")), HttpStatusCode.Unauthorized, "invalid_client");
        Server.Clock.Advance(TimeSpan.FromMinutes(5));
        IsRefused(await WebApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.True(await IsLiveAsync(tokens.Text("access_token")));
    }

    [Fact, Trait("Rule", "W-47"), Trait("Rule", "W-46")]
    public async Task A_service_gets_a_token_of_its_own_and_nobody_else_does()
    {
        var answer = await ServiceApp.ClientCredentialsAsync();
        Assert.Equal(["access_token", "expires_in", "scope", "token_type"], answer.Json.EnumerateObject().Select(member => member.Name).Order());
        var info = await ServiceApp.TokenInfoAsync(answer.Text("access_token"));
        Assert.Equal(Service.Id, info.Text("client_id"));
        Assert.False(info.Json.TryGetProperty("user_id", out _));
        IsRefused(await ServiceApp.ClientCredentialsAsync(("x-client-secret", null)), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await WebApp.ClientCredentialsAsync(), HttpStatusCode.BadRequest, "unauthorized_client");
        IsRefused(await SpaApp.ClientCredentialsAsync(), HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact, Trait("Rule", "W-46")]
    public async Task Refusals_have_the_statuses_of_the_dialect_and_403_is_not_among_them()
    {
        var code = await CodeAsync();
        IsRefused(await SpaApp.SendAsync(HttpMethod.Post, "token", [("x-client-id", Spa.Id)]), HttpStatusCode.BadRequest, "invalid_request");
        IsRefused(await SpaApp.RedeemAsync("nonsense"), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code, ("x-scope", "other")), HttpStatusCode.BadRequest, "invalid_scope");
        IsRefused(await SpaApp.RedeemAsync(code, ("x-grant-type", "password")), HttpStatusCode.BadRequest, "unsupported_grant_type");
        IsRefused(await ServiceApp.SendAsync(HttpMethod.Post, "token",
            [("x-grant-type", "authorization_code"), ("x-client-id", Service.Id), ("x-redirect-uri", RedirectUri), ("x-auth-code", code)]), HttpStatusCode.BadRequest, "unauthorized_client");
        IsRefused(await SpaApp.RedeemAsync(code, ("x-client-id", "nobody")), HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory, Trait("Rule", "W-46"), Trait("Rule", "W-3")]
    [InlineData("GET", "token", 405, "POST")]
    [InlineData("PUT", "auth", 405, "POST")]
    [InlineData("DELETE", "revoke", 405, "GET, POST")]
    [InlineData("POST", "tokeninfo", 405, "GET, HEAD")]
    [InlineData("GET", "authorize", 404, null)]
    [InlineData("POST", "", 404, null)]
    public async Task Other_methods_and_paths_get_an_error_body_like_all_others(string method, string endpoint, int status, string? allow)
    {
        var answer = await SpaApp.SendAsync(new HttpMethod(method), endpoint, []);
        IsRefused(answer, (HttpStatusCode)status, "invalid_request");
        Assert.Equal(allow, answer.Headers.GetValueOrDefault("allow"));
    }

    [Fact, Trait("Rule", "W-26"), Trait("Rule", "W-82")]
    public async Task A_client_with_registered_scopes_gets_only_those_and_all_of_them_for_an_empty_scope()
    {
        var app = await AddAppAsync(PublicClient with { Scopes = ["users.read", "email"] });
        IsRefused(await app.AuthAsync(UserName, Password, ("x-scope", "email users.write")), HttpStatusCode.BadRequest, "invalid_scope");
        var all = await app.RedeemAsync((await app.AuthAsync(UserName, Password, ("x-scope", ""))).Text("code"), ("x-scope", ""));
        Assert.Equal("users.read email", all.Text("scope"));
        var one = await app.RedeemAsync((await app.AuthAsync(UserName, Password)).Text("code"));
        Assert.Equal("email", one.Text("scope"));
    }

    [Theory, Trait("Rule", "W-26"), Trait("Rule", "W-82"), Trait("Rule", "W-85")]
    [InlineData(100, 0, true)]
    [InlineData(101, 0, false)]
    [InlineData(1, 1000, true)]
    [InlineData(1, 1001, false)]
    [InlineData(1, 2048, false)]
    public async Task A_scope_has_at_most_100_tokens_and_1000_characters(int tokens, int length, bool good)
    {
        var scope = length > 0 ? new string('s', length) : string.Join(' ', Enumerable.Range(0, tokens).Select(i => $"s{i}"));
        var answer = await SpaApp.AuthAsync(UserName, Password, ("x-scope", scope));
        if (!good)
        {
            IsRefused(answer, HttpStatusCode.BadRequest, "invalid_scope");
            return;
        }

        // Sealed in the code, echoed, and of no effect beyond identifying the person.
        Assert.Equal(scope, (await SpaApp.RedeemAsync(answer.Text("code"), ("x-scope", scope))).Text("scope"));
    }
}

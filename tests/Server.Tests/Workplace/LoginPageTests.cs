using System.Net;
using Vestibule.Engine.Model.Clients;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>Authorization in the browser: <c>/login.html</c>.</summary>
public sealed class LoginPageTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-20"), Trait("Rule", "W-21")]
    public async Task The_right_five_open_the_login_screen_and_signing_in_sends_the_browser_to_the_app_with_code_and_app_code()
    {
        using var browser = Browser();
        var shown = await browser.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("name=\"password\"", shown.Body, StringComparison.Ordinal);

        var back = await browser.SubmitAsync(browser.Address(), shown, UserName, Password);
        Assert.Equal(HttpStatusCode.SeeOther, back.Status);
        Assert.StartsWith(RedirectUri + "#code=", back.Headers["location"], StringComparison.Ordinal);
        var answer = SignInPage.Naive(back.Headers["location"], RedirectUri);
        Assert.Equal(["code", "appCode", "state", "iss"], answer.Keys);
        Assert.Equal((Spa.Client.AppCode, "s t&a=te", Server.Url), (answer["appCode"], answer["state"], answer["iss"]));
        Assert.DoesNotContain('+', back.Headers["location"]);
        Assert.Contains("state=s%20t%26a%3Dte", back.Headers["location"], StringComparison.Ordinal);
        Assert.True((await SpaApp.RedeemAsync(answer["code"])).Succeeded);
    }

    [Theory, Trait("Rule", "W-20"), Trait("Rule", "W-22")]
    [InlineData("response_type")]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("scope")]
    [InlineData("state")]
    public async Task A_missing_parameter_is_named_on_a_400_page_before_anything_else_is_looked_at(string name)
    {
        using var browser = Browser();
        foreach (var answer in new[] { await browser.OpenAsync((name, null)), await browser.OpenAsync((name, null), ("client_id", name == "client_id" ? null : "nobody")) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains(name, answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("location", answer.Headers.Keys);
        }
    }

    [Theory, Trait("Rule", "W-20"), Trait("Rule", "W-82")]
    [InlineData("scope", true)]
    [InlineData("state", true)]
    [InlineData("client_id", false)]
    [InlineData("redirect_uri", false)]
    [InlineData("response_type", false)]
    public async Task Scope_and_state_may_be_empty_the_others_not(string name, bool good)
    {
        using var browser = Browser();
        var answer = await browser.OpenAsync((name, ""));
        Assert.Equal(good ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
        if (!good) return;
        var back = await browser.SubmitAsync(browser.Address((name, "")), answer, UserName, Password);
        var given = SignInPage.Naive(back.Headers["location"], RedirectUri);
        Assert.Equal(name == "state" ? "" : "s t&a=te", given["state"]);
        // The vendor's module sends an empty x-scope afterwards.
        Assert.True((await SpaApp.RedeemAsync(given["code"], ("x-scope", ""))).Succeeded);
    }

    [Fact, Trait("Rule", "W-22")]
    public async Task An_unknown_client_or_redirect_uri_is_an_error_page_and_never_a_redirect()
    {
        using var browser = Browser();
        var disabled = await Server.AddClientAsync(PublicClient, ct: Ct);
        await Server.ChangeClientAsync(disabled, client => client with { Enabled = false }, Ct);
        foreach (var answer in new[]
        {
            await browser.OpenAsync(("client_id", "nobody")), await browser.OpenAsync(("client_id", disabled.Id)),
            await browser.OpenAsync(("redirect_uri", "https://evil.example/cb")), await browser.OpenAsync(("redirect_uri", RedirectUri + "/")),
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.DoesNotContain("location", answer.Headers.Keys);
            Assert.DoesNotContain("evil.example", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory, Trait("Rule", "W-22"), Trait("Rule", "W-70")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code token", "unsupported_response_type")]
    [InlineData("scope", "a\"b", "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("prompt", "nonsense", "invalid_request")]
    [InlineData("code_challenge_method", "S256", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "invalid_request")]
    public async Task Any_other_error_goes_back_in_the_fragment(string name, string value, string error)
    {
        using var browser = Browser();
        var answer = await browser.OpenAsync((name, value));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        var given = SignInPage.Naive(answer.Headers["location"], RedirectUri);
        Assert.Equal(["error", "error_description", "state", "iss"], given.Keys);
        Assert.Equal((error, "s t&a=te", Server.Url), (given["error"], given["state"], given["iss"]));
        Assert.DoesNotContain('+', answer.Headers["location"]);
    }

    [Fact, Trait("Rule", "W-70")]
    public async Task The_implicit_grant_gives_nothing_even_to_who_is_signed_in()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var answer = await browser.OpenAsync(("response_type", "token"));
        Assert.Equal("unsupported_response_type", SignInPage.Naive(answer.Headers["location"], RedirectUri)["error"]);
        Assert.DoesNotContain("access_token", answer.Headers["location"], StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-23")]
    public async Task The_page_cannot_be_framed_has_no_script_is_never_stored_and_takes_no_form_without_its_token()
    {
        using var browser = Browser();
        var shown = await browser.OpenAsync();
        Assert.Contains("frame-ancestors 'none'", shown.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", shown.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("script", shown.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", shown.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", shown.Headers["cache-control"]);
        Assert.Contains("autocomplete=\"username\"", shown.Body, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", shown.Body, StringComparison.Ordinal);

        foreach (var token in new[] { "", "nonsense", SignInPage.FormTokenOf(await Browser().OpenAsync()) })
        {
            var refused = await browser.SendAsync(HttpMethod.Post, browser.Address(), [new("form_token", token), new("username", UserName), new("password", Password)]);
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.DoesNotContain(browser.Cookies.Keys, name => name.Contains("session", StringComparison.Ordinal));
        }
    }

    [Fact, Trait("Rule", "W-24")]
    public async Task A_live_session_is_redirected_at_once_and_prompt_login_shows_the_screen_again()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var again = await browser.OpenAsync();
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.True((await SpaApp.RedeemAsync(SignInPage.Naive(again.Headers["location"], RedirectUri)["code"])).Succeeded);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(("prompt", "login"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.OpenAsync(("prompt", "none"))).Status);
    }

    [Theory, Trait("Rule", "W-24")]
    [InlineData(12 * 60 - 1, true)]
    [InlineData(12 * 60, false)]
    public async Task A_session_lives_12_idle_hours(int minutes, bool live)
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(live ? HttpStatusCode.SeeOther : HttpStatusCode.OK, (await browser.OpenAsync()).Status);
    }

    [Fact, Trait("Rule", "W-24")]
    public async Task A_session_in_use_lives_30_days_and_no_longer()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var began = Server.Clock.GetUtcNow();
        for (var day = 0.0; day < 29.9; day += 0.4)
        {
            Server.Clock.SetUtcNow(began + TimeSpan.FromDays(day));
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.OpenAsync()).Status);
        }

        Server.Clock.SetUtcNow(began + TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.OpenAsync()).Status);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync()).Status);
    }

    [Fact, Trait("Rule", "W-25"), Trait("Rule", "W-80")]
    public async Task New_public_clients_must_use_PKCE_legacy_and_confidential_ones_may()
    {
        var modern = await Server.AddClientAsync(PublicClient with { Legacy = false }, ct: Ct);
        using var browser = Browser(modern);
        Assert.Equal("invalid_request", SignInPage.Naive((await browser.OpenAsync()).Headers["location"], RedirectUri)["error"]);
        var back = await browser.SignInAsync(UserName, Password, ("code_challenge", CodeChallenge), ("code_challenge_method", "S256"));
        var code = SignInPage.Naive(back.Headers["location"], RedirectUri)["code"];
        var app = new WorkplaceApp(Server, modern);
        IsRefused(await app.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.True((await app.RedeemAsync(code, ("x-code-verifier", Verifier))).Succeeded);

        IsRefused(await app.AuthAsync(UserName, Password), HttpStatusCode.BadRequest, "invalid_request");
        var headless = await app.AuthAsync(UserName, Password, ("x-code-challenge", CodeChallenge), ("x-code-challenge-method", "S256"));
        Assert.True((await app.RedeemAsync(headless.Text("code"), ("x-code-verifier", Verifier))).Succeeded);
        Assert.True((await WebApp.AuthAsync(UserName, Password)).Succeeded);
        var strict = await Server.ChangeClientAsync(Web, client => client with { RequirePkce = true }, Ct);
        IsRefused(await new WorkplaceApp(Server, strict).AuthAsync(UserName, Password), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory, Trait("Rule", "W-13")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1:51234/cb", true)]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1/cb", true)]
    [InlineData("http://[::1]/cb", "http://[::1]:51234/cb", true)]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1:51234/other", false)]
    [InlineData("http://localhost:4000/cb", "http://localhost:4000/cb", true)]
    [InlineData("http://localhost:4000/cb", "http://localhost:4001/cb", false)]
    [InlineData("com.example.app:/cb", "com.example.app:/cb", true)]
    [InlineData("com.example.app:/cb", "com.example.app:/CB", false)]
    public async Task Redirect_uris_match_exactly_but_for_the_port_of_a_native_client_on_loopback(string registered, string asked, bool good)
    {
        var native = await Server.AddClientAsync(PublicClient with { RedirectUris = [registered] }, ct: Ct);
        using var browser = Browser(native);
        var answer = await browser.SignInOrOpenAsync(good, UserName, Password, ("redirect_uri", asked));
        if (!good)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            return;
        }

        Assert.StartsWith(asked + "#code=", answer.Headers["location"], StringComparison.Ordinal);
        var code = SignInPage.Naive(answer.Headers["location"], asked)["code"];
        Assert.True((await new WorkplaceApp(Server, native).RedeemAsync(code, ("x-redirect-uri", asked))).Succeeded);
    }

    [Fact, Trait("Rule", "W-21")]
    public async Task A_client_can_have_its_code_in_the_query_instead()
    {
        var query = await Server.AddClientAsync(
            new NewClient { Name = "Query", Type = ClientType.Web, RedirectUris = ["https://web.example.com/cb?a=1"], ResponseMode = ResponseMode.Query }, ct: Ct);
        using var browser = Browser(query);
        var back = await browser.SignInAsync(UserName, Password);
        Assert.StartsWith("https://web.example.com/cb?a=1&code=", back.Headers["location"], StringComparison.Ordinal);
    }
}

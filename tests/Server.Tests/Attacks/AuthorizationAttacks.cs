using System.Net;
using Server.Tests.Workplace;
using Vestibule.Testing;

namespace Server.Tests.Attacks;

/// <summary>Attacks on PKCE, redirects and the sign-in page.</summary>
public sealed class AuthorizationAttacks : WorkplaceTest
{
    [Theory, Trait("Attack", "14")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXx")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk ")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXkdBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXkdBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    public async Task Attack_14_a_missing_empty_wrong_short_or_long_verifier_redeems_nothing(string? verifier)
    {
        foreach (var app in new[] { SpaApp, WebApp })
        {
            var code = (await app.AuthAsync(UserName, Password, ("x-code-challenge", CodeChallenge), ("x-code-challenge-method", "S256"))).Text("code");
            // A client library trims what it sends, so the blank at the end goes out by itself.
            if (verifier?.EndsWith(' ') != true) IsRefused(await app.RedeemAsync(code, ("x-code-verifier", verifier)), HttpStatusCode.BadRequest, "invalid_grant");
            Assert.True((await app.RedeemAsync(code, ("x-code-verifier", Verifier))).Succeeded);
        }
    }

    [Fact, Trait("Attack", "15")]
    public async Task Attack_15_dropping_the_challenge_is_seen_for_public_and_confidential_clients()
    {
        foreach (var app in new[] { SpaApp, WebApp })
        {
            var without = (await app.AuthAsync(UserName, Password)).Text("code");
            IsRefused(await app.RedeemAsync(without, ("x-code-verifier", Verifier)), HttpStatusCode.BadRequest, "invalid_grant");
        }

        // The downgrade of the method to plain, by name or by silence.
        IsRefused(await SpaApp.AuthAsync(UserName, Password, ("x-code-challenge", Verifier)), HttpStatusCode.BadRequest, "invalid_request");
        IsRefused(await SpaApp.AuthAsync(UserName, Password, ("x-code-challenge", Verifier), ("x-code-challenge-method", "plain")), HttpStatusCode.BadRequest, "invalid_request");
        IsRefused(await SpaApp.AuthAsync(UserName, Password, ("x-code-challenge", CodeChallenge), ("x-code-challenge-method", "s256")), HttpStatusCode.BadRequest, "invalid_request");
        var strict = await Server.AddClientAsync(PublicClient with { Legacy = false }, ct: Ct);
        IsRefused(await new WorkplaceApp(Server, strict).AuthAsync(UserName, Password), HttpStatusCode.BadRequest, "invalid_request");
        using var browser = Browser(strict);
        Assert.Equal("invalid_request", SignInPage.Naive((await browser.OpenAsync()).Headers["location"], RedirectUri)["error"]);
    }

    [Fact, Trait("Attack", "19")]
    public async Task Attack_19_the_session_changes_its_id_at_sign_in_and_the_old_one_is_dead()
    {
        using var mallory = Browser();
        await Server.AddUserAsync("mallory", Password, ct: Ct);
        await mallory.SignInAsync("mallory", Password);
        var planted = mallory.Cookies[Vestibule.Server.Accounts.BrowserCookies.Session];
        using var victim = Browser();
        victim.Cookies[Vestibule.Server.Accounts.BrowserCookies.Session] = planted;
        await victim.SignInAsync(UserName, Password, ("prompt", "login"));
        Assert.NotEqual(planted, victim.Cookies[Vestibule.Server.Accounts.BrowserCookies.Session]);
        Assert.Equal(HttpStatusCode.OK, (await mallory.OpenAsync()).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await victim.OpenAsync()).Status);
    }

    /// <summary>100 spellings that a browser, a proxy or a careless comparison would take for the registered one.</summary>
    public static TheoryData<string> Mutations =>
    [
        .. new[]
        {
            "https://app.example.com/cb/", "https://app.example.com/cb?", "https://app.example.com/cb?x=1", "https://app.example.com/cb#", "https://app.example.com/cb#x",
            "https://app.example.com/cb/..;/evil", "https://app.example.com/cb/../evil", "https://app.example.com/./cb", "https://app.example.com//cb",
            "https://app.example.com/cb%2f", "https://app.example.com/%63b", "https://app.example.com/c%62", "https://app.example.com/cb%00", "https://app.example.com/cb%20",
            "https://app.example.com/cb;x", "https://app.example.com/CB", "https://app.example.com/cb.", "https://app.example.com/cbx", "https://app.example.com/c",
            "https://app.example.com/", "https://app.example.com", "HTTPS://app.example.com/cb", "https://APP.example.com/cb", "https://app.example.COM/cb",
            "http://app.example.com/cb", "https://app.example.com:443/cb", "https://app.example.com:8443/cb", "https://app.example.com:/cb", "https://app.example.com./cb",
            "https://app.example.com.evil.example/cb", "https://evil.example/app.example.com/cb", "https://evilapp.example.com/cb", "https://app.example.comevil/cb",
            "https://sub.app.example.com/cb", "https://example.com/cb", "https://appXexample.com/cb", "https://app.exampleXcom/cb", "https://app.example.com@evil.example/cb",
            "https://evil.example@app.example.com/cb", "https://user:pass@app.example.com/cb", "https://@app.example.com/cb", "https://evil.example#@app.example.com/cb",
            "https://evil.example?@app.example.com/cb", "https://evil.example/?https://app.example.com/cb", "https://evil.example\\@app.example.com/cb",
            "https://app.example.com\\@evil.example/cb", "https:\\\\app.example.com\\cb", "https:/app.example.com/cb", "https:app.example.com/cb", "//app.example.com/cb",
            "///app.example.com/cb", "/cb", "cb", "app.example.com/cb", "https://app.example.com\\cb", "https://app.example.com/cb\\", "https://app.example.com/cb/..",
            "https://app.example.com/%2e%2e/cb", "https://app.example.com/a/..%2fcb", "https://app.example.com/cb/%2e%2e/%2e%2e/evil", "https://app.example.com/cb%23",
            "https://app.example.com/cb%3f", "https://app.example.com/cb?redirect_uri=https://evil.example", "https://app.example.com/cb&redirect_uri=https://evil.example",
            "https://аpp.example.com/cb", "https://app。example.com/cb", "https://app．example.com/cb", "https://app.example.com/ｃb", "https://app.example.com/cb\u00a0",
            "https://app.example.com/cb\u200b", "https://app.example.com/\u0441b", "https://app%2eexample.com/cb", "https://app.example.com%2f@evil.example/cb",
            "https://app.example.com%00.evil.example/cb", "https://[::ffff:127.0.0.1]/cb", "https://127.0.0.1/cb", "https://localhost/cb", "https://*.example.com/cb",
            "https://app.example.com/*", "*", "javascript:alert(1)", "JavaScript:alert(1)", "JAVASCRIPT://app.example.com/cb%0aalert(1)", "javascript://app.example.com/cb",
            "data:text/html,<script>", "Data:text/html;base64,AAAA", "vbscript:x", "VBScript:x", "file:///etc/passwd", "FILE://app.example.com/cb", "blob:https://app.example.com/cb",
            "view-source:https://app.example.com/cb", "about:blank", "ftp://app.example.com/cb", "ws://app.example.com/cb", "wss://app.example.com/cb",
            "intent://app.example.com/cb#Intent;end", "mailto:a@app.example.com", "app.example.com:/cb", "jar:https://app.example.com/cb", " https://app.example.com/cb",
            "https://app.example.com/cb ",
        },
    ];

    /// <summary>Attacks 23, 24, 27 and 28 are one rule: by code point, or not at all.</summary>
    [Fact, Trait("Attack", "23"), Trait("Attack", "24"), Trait("Attack", "27"), Trait("Attack", "28"), Trait("Rule", "W-13"), Trait("Rule", "W-22")]
    public async Task Attack_23_24_27_28_no_spelling_but_the_registered_one_is_redirected_to_or_gets_a_code()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var mutations = Mutations.Select(row => row.Data).ToList();
        Assert.True(mutations.Count >= 100);
        foreach (var uri in mutations)
        {
            var page = await browser.OpenAsync(("redirect_uri", uri));
            Assert.True(page.Status == HttpStatusCode.BadRequest && !page.Headers.ContainsKey("location"), uri);
            var code = await RawConnection.SendAsync(Server, "POST", "/external/api/oauth2/auth",
            [
                ("x-auth-username", UserName), ("x-auth-password", Password), ("x-client-id", Spa.Id), ("x-scope", "email"),
                ("x-redirect-uri", System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(uri))),
            ], Ct);
            // Blanks around a header's value are no part of it (RFC 9110 §5.5).
            if (uri.Trim(' ') == uri) Assert.True(code.Error == "invalid_request", uri);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.OpenAsync()).Status);
    }

    /// <summary>Dangerous schemes and other traps are refused where an operator registers them, in every field that holds an address.</summary>
    [Fact, Trait("Attack", "26"), Trait("Attack", "24"), Trait("Rule", "W-13")]
    public async Task Attack_26_dangerous_schemes_in_any_letter_case_cannot_be_registered()
    {
        string[] schemes = ["javascript", "data", "vbscript", "file", "blob", "about", "view-source", "ftp", "ws", "wss", "mailto", "intent", "filesystem"];
        foreach (var scheme in schemes.SelectMany(name => new[] { name, name.ToUpperInvariant(), char.ToUpperInvariant(name[0]) + name[1..] }))
        {
            foreach (var uri in new[] { $"{scheme}:alert(1)", $"{scheme}://app.example.com/cb", $"{scheme}:%0aalert(1)" })
            {
                await Assert.ThrowsAsync<ArgumentException>(() => Server.AddClientAsync(PublicClient with { RedirectUris = [uri] }, ct: Ct));
                await Assert.ThrowsAsync<ArgumentException>(() => Server.AddClientAsync(PublicClient with { PostLogoutRedirectUris = [uri] }, ct: Ct));
                await Assert.ThrowsAsync<ArgumentException>(() => Server.AddClientAsync(PublicClient with { AllowedOrigins = [uri] }, ct: Ct));
            }
        }
    }

    [Fact, Trait("Attack", "25")]
    public async Task Attack_25_no_parameter_may_stand_there_twice()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        foreach (var name in new[] { "response_type", "client_id", "redirect_uri", "scope", "state" })
        {
            foreach (var second in new[] { "", "evil", "https%3A%2F%2Fevil.example" })
            {
                foreach (var address in new[] { $"{browser.Address()}&{name}={second}", browser.Address().Replace("?", $"?{name}={second}&", StringComparison.Ordinal) })
                {
                    var answer = await browser.GetAsync(address);
                    if (name is "client_id" or "redirect_uri")
                    {
                        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
                        Assert.DoesNotContain("location", answer.Headers.Keys);
                    }
                    else
                    {
                        // Client and redirect URI are legible: the refusal goes there, and never a code (W-22).
                        Assert.StartsWith($"{RedirectUri}#error=invalid_request&", answer.Headers["location"], StringComparison.Ordinal);
                    }
                }
            }
        }

        // In the body of the form nothing of the request is read at all.
        var shown = await browser.OpenAsync(("prompt", "login"));
        var back = await browser.SendAsync(HttpMethod.Post, browser.Address(("prompt", "login")),
        [
            new("form_token", SignInPage.FormTokenOf(shown)), new("username", UserName), new("password", Password),
            new("redirect_uri", "https://evil.example/"), new("client_id", "evil"), new("state", "evil"),
        ]);
        Assert.StartsWith(RedirectUri + "#code=", back.Headers["location"], StringComparison.Ordinal);
        Assert.DoesNotContain("evil", back.Headers["location"], StringComparison.Ordinal);
    }

    [Theory, Trait("Attack", "29"), Trait("Rule", "W-13")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.2:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1.evil.example:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1:4000@evil.example/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1:99999/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1:/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://localhost:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://[::1]:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "https://127.0.0.1:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.1:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://2130706433:4000/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "HTTP://127.0.0.1:4000/cb")]
    [InlineData("http://[::1]:4000/cb", "http://[0:0:0:0:0:0:0:1]:4000/cb")]
    [InlineData("http://localhost:4000/cb", "http://127.0.0.1:4000/cb")]
    [InlineData("https://127.0.0.1:4000/cb", "https://127.0.0.1:4001/cb")]
    [InlineData("http://127.0.0.1:4000/cb", "http://127.0.0.1:4001/CB")]
    public async Task Attack_29_on_loopback_only_the_port_may_vary(string registered, string asked)
    {
        var native = await Server.AddClientAsync(PublicClient with { RedirectUris = [registered] }, ct: Ct);
        using var browser = Browser(native);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.OpenAsync(("redirect_uri", asked))).Status);
        IsRefused(await new WorkplaceApp(Server, native).AuthAsync(UserName, Password, ("x-redirect-uri", asked)), HttpStatusCode.BadRequest, "invalid_request");
    }

    /// <summary>There is no return address to misjudge: the page posts to itself, and whatever stands beside the request is passed over.</summary>
    [Theory, Trait("Attack", "30")]
    [InlineData("ReturnUrl")]
    [InlineData("returnUrl")]
    [InlineData("return_to")]
    [InlineData("next")]
    [InlineData("url")]
    public async Task Attack_30_no_address_beside_the_redirect_uri_is_ever_followed(string name)
    {
        foreach (var evil in new[] { "//evil.example", "/\t/evil.example", "/\\evil.example", "https://evil.example", "/%09/evil.example", "\\\\evil.example", "/\r\n/evil.example" })
        {
            using var browser = Browser();
            var back = await browser.SignInAsync(UserName, Password, (name, evil));
            Assert.StartsWith(RedirectUri + "#code=", back.Headers["location"], StringComparison.Ordinal);
            Assert.DoesNotContain("evil", back.Headers["location"], StringComparison.Ordinal);
            var logout = await browser.GetAsync($"/logout.html?{name}={Uri.EscapeDataString(evil)}");
            Assert.DoesNotContain("evil", logout.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("location", logout.Headers.Keys);
        }
    }
}

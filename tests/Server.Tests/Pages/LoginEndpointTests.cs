using System.Net;
using System.Text;

namespace Server.Tests.Pages;

/// <summary><c>/login.html</c> on a real server (W-20 to W-24).</summary>
public sealed class LoginEndpointTests(PagesServer server) : IClassFixture<PagesServer>
{
    public static TheoryData<string> Parameters => ["response_type", "client_id", "redirect_uri", "scope", "state"];

    [Theory, MemberData(nameof(Parameters))]
    public async Task A_missing_parameter_is_named_on_a_page_with_status_400(string missing)
    {
        using var browser = server.OpenBrowser();
        var query = PagesServer.LoginPath().Split('?')[1].Split('&').Where(pair => !pair.StartsWith(missing + "=", StringComparison.Ordinal));
        var shown = await browser.GetAsync("/login.html?" + string.Join('&', query));
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Null(shown.Location);
        Assert.Contains($"lacks {missing}.", shown.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/errors/invalid_request", shown.Page.QuerySelector("dl a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("nobody", PagesServer.RedirectUri)]
    [InlineData("spa", "https://app.example.com/cb/")]
    [InlineData("spa", "https://evil.example.com/cb")]
    [InlineData("spa", "javascript:alert(1)")]
    public async Task An_unknown_client_or_redirect_uri_is_a_page_and_never_a_redirect(string client, string redirectUri)
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.GetAsync(PagesServer.LoginPath(client: client, redirectUri: redirectUri));
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Null(shown.Location);
        Assert.StartsWith("Error: ", shown.Page.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example.com", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_error_goes_to_the_redirect_uri_with_state_and_issuer()
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.GetAsync(PagesServer.LoginPath(responseType: "token"));
        Assert.Equal(HttpStatusCode.SeeOther, shown.Status);
        Assert.StartsWith(PagesServer.RedirectUri + "#error=unsupported_response_type&", shown.Location, StringComparison.Ordinal);
        Assert.Contains("&state=s%20t%26%23%2B&iss=", shown.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_sends_the_browser_back_with_a_code_and_the_session_spares_the_next_form()
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.SignInAsync("erika", PagesServer.Password, PagesServer.LoginPath());
        AssertCode(shown);
        var again = await browser.GetAsync(PagesServer.LoginPath());
        AssertCode(again);
        Assert.NotEqual(shown.Location, again.Location);

        var forced = await browser.GetAsync(PagesServer.LoginPath("&prompt=login"));
        Assert.Equal(HttpStatusCode.OK, forced.Status);
        Assert.NotNull(forced.Token);
    }

    [Fact]
    public async Task A_private_use_scheme_is_gone_back_to_as_well()
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.SignInAsync("erika", PagesServer.Password, PagesServer.LoginPath(redirectUri: "com.example.app:/cb"));
        Assert.StartsWith("com.example.app:/cb#code=", shown.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_session_prompt_none_is_login_required_also_for_a_posted_form()
    {
        using var browser = server.OpenBrowser();
        var path = PagesServer.LoginPath("&prompt=none");
        var token = (await browser.GetAsync(PagesServer.LoginPath())).Token!;
        foreach (var shown in new[] { await browser.GetAsync(path), await browser.PostAsync(path, ("form_token", token), ("username", "erika"), ("password", PagesServer.Password)) })
        {
            Assert.Equal(HttpStatusCode.SeeOther, shown.Status);
            Assert.StartsWith(PagesServer.RedirectUri + "#error=login_required&", shown.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Attack_57_an_unknown_name_and_a_wrong_password_get_the_same_page()
    {
        using var browser = server.OpenBrowser();
        var wrong = await browser.SignInAsync("erika", "not the password");
        var unknown = await browser.SignInAsync("nobody", "not the password");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.Equal(Blotted(wrong, "erika"), Blotted(unknown, "nobody"));
        Assert.DoesNotContain("not the password", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"erika\"", wrong.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name.Contains("session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_without_a_token_of_this_browser_is_shown_again_and_signs_nobody_in()
    {
        using var browser = server.OpenBrowser();
        using var other = server.OpenBrowser();
        var foreign = (await other.GetAsync(PagesServer.LoginPath())).Token!;
        var own = (await browser.GetAsync(PagesServer.LoginPath())).Token!;
        foreach (var token in new[] { "", foreign, own[..^1], own + "A" })
        {
            var shown = await browser.PostAsync(PagesServer.LoginPath(), ("form_token", token), ("username", "erika"), ("password", PagesServer.Password));
            Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
            Assert.Contains("enter your password again", shown.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("value=\"erika\"", shown.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(PagesServer.Password, shown.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name.Contains("session", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Attack_18_a_request_that_was_changed_under_an_open_form_is_checked_from_scratch()
    {
        using var browser = server.OpenBrowser();
        var token = (await browser.GetAsync(PagesServer.LoginPath())).Token!;
        var changed = PagesServer.LoginPath(redirectUri: "https://evil.example.com/cb");
        var shown = await browser.PostAsync(changed, ("form_token", token), ("username", "erika"), ("password", PagesServer.Password));
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Null(shown.Location);

        // Nor can the form bring a request of its own.
        shown = await browser.PostAsync(PagesServer.LoginPath(), ("form_token", token), ("redirect_uri", "https://evil.example.com/cb"),
            ("username", "erika"), ("password", PagesServer.Password));
        AssertCode(shown);
    }

    [Fact]
    public async Task Attack_19_the_session_that_a_browser_brought_is_dead_after_sign_in()
    {
        using var browser = server.OpenBrowser();
        AssertCode(await browser.SignInAsync("erika", PagesServer.Password));
        var before = browser.Cookies.GetAllCookies().Single(cookie => cookie.Name.Contains("session", StringComparison.Ordinal)).Value;
        AssertCode(await browser.SignInAsync("erika", PagesServer.Password));
        Assert.NotEqual(before, browser.Cookies.GetAllCookies().Single(cookie => cookie.Name.Contains("session", StringComparison.Ordinal)).Value);

        using var attacker = server.OpenBrowser();
        attacker.Cookies.Add(server.Address, new Cookie("vst-session", before));
        Assert.Equal(HttpStatusCode.OK, (await attacker.GetAsync(PagesServer.LoginPath())).Status);
    }

    [Fact]
    public async Task Neither_password_nor_code_nor_cookie_nor_form_token_reaches_the_log()
    {
        using var browser = server.OpenBrowser();
        const string wrong = "a password that is wrong";
        var refused = await browser.SignInAsync("erika", wrong);
        var signedIn = await browser.SignInAsync("erika", PagesServer.Password);
        AssertCode(signedIn);
        var code = signedIn.Location!.Split("#code=")[1].Split('&')[0];
        string[] secrets = [wrong, PagesServer.Password, code, refused.Token!, .. browser.Cookies.GetAllCookies().Select(cookie => cookie.Value)];
        Assert.Equal(7, secrets.Length);
        Assert.NotEmpty(server.Log.Containing("/login.html"));
        Assert.All(secrets, secret => Assert.Empty(server.Log.Containing(secret)));
        Assert.All(secrets, secret => Assert.Empty(server.Log.Containing(Uri.EscapeDataString(secret))));
    }

    [Theory]
    [InlineData("", "x", "username")]
    [InlineData("erika", "", "password")]
    public async Task An_empty_field_is_asked_for(string userName, string password, string invalid)
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.SignInAsync(userName, password);
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Equal(invalid, Assert.Single(shown.Page.QuerySelectorAll("[aria-invalid=true]")).Id);
    }

    [Fact]
    public async Task Too_many_attempts_are_429_with_a_time_to_come_back()
    {
        await server.AddPersonAsync("guessed", TestContext.Current.CancellationToken);
        using var browser = server.OpenBrowser();
        Shown shown;
        var tries = 0;
        do shown = await browser.SignInAsync("guessed", $"guess {tries}");
        while (shown.Status == HttpStatusCode.Unauthorized && ++tries < 50);

        Assert.Equal(HttpStatusCode.TooManyRequests, shown.Status);
        Assert.InRange(shown.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900);
        Assert.Contains("Too many attempts", shown.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_form_or_too_long_is_refused_before_anything_is_looked_at()
    {
        using var browser = server.OpenBrowser();
        HttpContent[] bodies =
        [
            new FormUrlEncodedContent([KeyValuePair.Create("username", new string('x', 17_000))]),
            new StringContent("{}", Encoding.UTF8, "application/json"),
            new MultipartFormDataContent { { new StringContent("erika"), "username" } },
            new FormUrlEncodedContent(Enumerable.Range(0, 100).Select(number => KeyValuePair.Create($"f{number}", "x"))),
            new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("username=" + new string('x', 40_000))))
            {
                Headers = { ContentType = new("application/x-www-form-urlencoded") },
            },
        ];
        foreach (var body in bodies)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, PagesServer.LoginPath()) { Content = body };
            request.Headers.TransferEncodingChunked = body is StreamContent;
            var shown = await browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
            Assert.Contains("form did not arrive", shown.Page.Title, StringComparison.Ordinal);
        }
    }

    private static void AssertCode(Shown shown)
    {
        Assert.Equal(HttpStatusCode.SeeOther, shown.Status);
        Assert.Matches("^https://app\\.example\\.com/cb#code=vst_ac_[A-Za-z0-9_-]+&appCode=[^&]+&state=s%20t%26%23%2B&iss=http%3A%2F%2F127\\.0\\.0\\.1%3A\\d+$", shown.Location!);
        Assert.Equal("", shown.Html);
        Assert.Equal("no-store", shown.Header("Cache-Control"));
    }

    private static string Blotted(Shown shown, string userName) =>
        shown.Html.Replace(shown.Token!, "", StringComparison.Ordinal).Replace($"value=\"{userName}\"", "", StringComparison.Ordinal);
}

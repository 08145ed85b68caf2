using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>What holds for every request of the dialect.</summary>
public sealed class WireTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-1"), Trait("Rule", "W-2")]
    public async Task Header_names_have_no_case_and_neither_body_nor_content_type_matters()
    {
        using var connection = await RawConnection.OpenAsync(Server, Ct);
        foreach (var rest in new[] { "\r\n", "Content-Type: application/json\r\n\r\n", "Content-Type: text/plain\r\nContent-Length: 9\r\n\r\nx-scope=1" })
        {
            var answer = await connection.SendAsync($"POST /external/api/oauth2/auth HTTP/1.1\r\nHost: {new Uri(Server.Url).Authority}\r\n"
                + $"X-AUTH-USERNAME: {UserName}\r\nx-Auth-Password: {Password}\r\nX-Client-Id: {Spa.Id}\r\nX-REDIRECT-URI: {RedirectUri}\r\nX-Scope: email\r\n{rest}", Ct);
            Assert.True(answer!.Succeeded);
            Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
        }
    }

    [Fact, Trait("Rule", "W-3"), Trait("Rule", "W-2"), Trait("Rule", "W-4")]
    public async Task Errors_carry_code_both_descriptions_and_a_page_that_explains_them()
    {
        var refused = new List<Answer>
        {
            await SpaApp.SendAsync(HttpMethod.Post, "token", []), await SpaApp.RedeemAsync("x"), await SpaApp.RedeemAsync("x", ("x-grant-type", "y")),
            await SpaApp.RedeemAsync("x", ("x-client-id", "y")), await WebApp.ClientCredentialsAsync(), await SpaApp.TokenInfoAsync("x"),
            await SpaApp.AuthAsync(UserName, "x"), await SpaApp.AuthAsync(UserName, Password, ("x-scope", "\"")),
        };
        for (var attempt = 0; attempt < 10; attempt++) await SpaApp.AuthAsync("x", "y");
        refused.Add(await SpaApp.AuthAsync("x", "y"));
        Assert.Equal(9, refused.Select(answer => answer.Error).Distinct().Count());
        foreach (var answer in refused)
        {
            Assert.Equal(answer.Text("errorDescription"), answer.Text("error_description"));
            Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
            Assert.Equal(("no-store", "no-cache"), (answer.Headers["cache-control"], answer.Headers["pragma"]));
            Assert.Equal($"{Server.Url}/errors/{answer.Error}", answer.Text("error_uri"));
            Assert.DoesNotContain("location", answer.Headers.Keys);
            using var page = await Server.Http.GetAsync(new Uri(answer.Text("error_uri")), Ct);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains(answer.Error!, await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact, Trait("Rule", "W-4")]
    public async Task Successes_are_never_stored()
    {
        var code = await SpaApp.AuthAsync(UserName, Password);
        var tokens = await SpaApp.RedeemAsync(code.Text("code"));
        foreach (var answer in new[] { code, tokens, await SpaApp.TokenInfoAsync(tokens.Text("access_token")), await SpaApp.RevokeAsync("x") })
        {
            Assert.Equal(("no-store", "no-cache"), (answer.Headers["cache-control"], answer.Headers["pragma"]));
        }
    }

    /// <summary>The vendor's module throws its tokens away on any error that has a body.</summary>
    [Fact, Trait("Rule", "W-3")]
    public async Task A_503_at_token_and_tokeninfo_has_no_body_but_says_when_to_come_back()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var code = await CodeAsync();
        using (Server.BreakStorage())
        {
            foreach (var answer in new[] { await SpaApp.RefreshAsync(refresh), await SpaApp.RedeemAsync(code) })
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (answer.Status, answer.Body));
                Assert.InRange(int.Parse(answer.Headers["retry-after"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
                Assert.Equal("no-store", answer.Headers["cache-control"]);
            }

            // Checking a token needs no commit.
            Assert.True(await IsLiveAsync(access));
            var revoked = await SpaApp.RevokeAsync(access);
            IsRefused(revoked, HttpStatusCode.ServiceUnavailable, "temporarily_unavailable");
            Assert.Contains("retry-after", revoked.Headers.Keys);
        }

        Assert.True((await SpaApp.RefreshAsync(refresh)).Succeeded);
        Assert.True((await SpaApp.RedeemAsync(code)).Succeeded);
    }

    /// <summary>Routes have no case and accept a slash at their end; what is promised for them holds in each spelling.</summary>
    [Theory, Trait("Rule", "W-3"), Trait("Rule", "W-5")]
    [InlineData("/external/api/oauth2/token/")]
    [InlineData("/External/API/OAuth2/Token")]
    public async Task A_503_has_no_body_and_CORS_holds_however_the_path_is_spelt(string path)
    {
        var (_, refresh) = await SpaApp.SignInAsync(UserName, Password);
        (string, string)[] headers =
        [
            ("x-grant-type", "refresh_token"), ("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-refresh-token", refresh), ("Origin", "https://app.example.com"),
        ];
        using (Server.BreakStorage())
        {
            var answer = await RawConnection.SendAsync(Server, "POST", path, headers, Ct);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (answer.Status, answer.Body));
            Assert.Equal("https://app.example.com", answer.Headers["access-control-allow-origin"]);
        }

        Assert.True((await RawConnection.SendAsync(Server, "POST", path, headers, Ct)).Succeeded);
    }

    [Theory, Trait("Rule", "W-6")]
    [InlineData("x-grant-type", "refresh_token")]
    [InlineData("x-client-id", null)]
    [InlineData("x-client-secret", "s")]
    [InlineData("x-redirect-uri", RedirectUri)]
    [InlineData("x-scope", "email")]
    [InlineData("x-refresh-token", "vst_rt_AAAA")]
    public async Task A_header_given_twice_is_invalid_request(string name, string? value)
    {
        var (_, refresh) = await SpaApp.SignInAsync(UserName, Password);
        (string, string)[] good = [("x-grant-type", "refresh_token"), ("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-scope", "email"), ("x-refresh-token", refresh)];
        value ??= Spa.Id;
        IsRefused(await TokenAsync([.. good, (name, value), .. name == "x-client-secret" ? [(name, value)] : Array.Empty<(string, string)>()]),
            HttpStatusCode.BadRequest, "invalid_request");
        Assert.True((await TokenAsync(good)).Succeeded);
    }

    [Theory, Trait("Rule", "W-6")]
    [InlineData("/external/api/oauth2/revoke", "x-token")]
    [InlineData("/external/api/oauth2/tokeninfo", "x-token")]
    public async Task A_token_given_twice_is_invalid_request(string path, string name) =>
        IsRefused(await RawConnection.SendAsync(Server, "GET", path, [(name, "a"), (name, "b")], Ct), HttpStatusCode.BadRequest, "invalid_request");

    [Theory, Trait("Rule", "W-6")]
    [InlineData("\u0001")]
    [InlineData("\u001f")]
    [InlineData("\u007f")]
    [InlineData("\u0085")]
    [InlineData("\t")]
    [InlineData("\u00ef\u00bf\u00bd")] // U+FFFD in UTF-8
    public async Task Control_characters_are_invalid_request(string control)
    {
        var answer = await RawConnection.SendAsync(Server, "POST", "/external/api/oauth2/token",
            [("x-grant-type", "authorization_code"), ("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-auth-code", "a" + control + "b")], Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        // What the web server refuses by itself has no body.
        if (answer.Body.Length > 0) Assert.Equal("invalid_request", answer.Error);
    }

    [Fact, Trait("Rule", "W-6")]
    public async Task What_the_web_server_refuses_itself_has_no_body()
    {
        var nul = await RawConnection.SendAsync(Server, "GET", "/external/api/oauth2/tokeninfo", [("x-token", "a\0b")], Ct);
        Assert.Equal((HttpStatusCode.BadRequest, ""), (nul.Status, nul.Body));
        var long33 = Enumerable.Range(0, 5).Select(i => ($"x-filler-{i}", new string('f', 7000)));
        var large = await RawConnection.SendAsync(Server, "GET", "/external/api/oauth2/tokeninfo", long33, Ct);
        Assert.Equal((HttpStatusCode.RequestHeaderFieldsTooLarge, ""), (large.Status, large.Body));
    }

    [Theory, Trait("Rule", "W-6"), Trait("Rule", "W-85")]
    [InlineData("x-redirect-uri", 2048, false)]
    [InlineData("x-redirect-uri", 2049, true)]
    [InlineData("x-code-verifier", 2049, true)]
    [InlineData("x-client-id", 2049, true)]
    [InlineData("x-auth-code", 8192, false)]
    [InlineData("x-auth-code", 8193, true)]
    public async Task Over_long_values_are_invalid_request_at_the_token_endpoint(string header, int length, bool tooLong)
    {
        var answer = await SpaApp.RedeemAsync(await CodeAsync(), (header, new string('x', length)));
        IsRefused(answer, HttpStatusCode.BadRequest, tooLong ? "invalid_request" : "invalid_grant");
    }

    [Theory, Trait("Rule", "W-85")]
    [InlineData(2048, 401, "access_denied")]
    [InlineData(2049, 400, "invalid_request")]
    public async Task Limits_count_characters_after_decoding(int length, int status, string error)
    {
        var twoBytesEach = System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(new string('ü', length)));
        var answer = await RawConnection.SendAsync(Server, "POST", "/external/api/oauth2/auth",
            [("x-auth-username", UserName), ("x-auth-password", twoBytesEach), ("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-scope", "email")], Ct);
        IsRefused(answer, (HttpStatusCode)status, error);
        Assert.Equal(HttpStatusCode.BadRequest, (await SpaApp.RevokeAsync(new string('x', 8193))).Status);
    }

    [Theory, Trait("Rule", "W-7")]
    [InlineData("203.0.113.9", null, null, 400)]
    [InlineData("203.0.113.9", "https", null, 400)]
    [InlineData("10.1.2.3", "https", null, 200)]
    [InlineData("10.1.2.3", "http", "198.51.100.7", 400)]
    [InlineData("127.0.0.1", null, null, 200)]
    [InlineData("::1", null, null, 200)]
    public async Task Plain_http_is_refused_except_on_loopback_or_behind_a_configured_proxy(string caller, string? proto, string? forwardedFor, int status)
    {
        await using var server = await AuthServer.StartAsync(new AuthServerOptions
        {
            Proxies = ["10.1.2.3"],
            Adjust = services => services.AddSingleton<IStartupFilter>(new CallerFrom(caller)),
        }, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/errors");
        if (proto is not null) request.Headers.Add("X-Forwarded-Proto", proto);
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await server.Http.SendAsync(request, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private Task<Answer> TokenAsync(IEnumerable<(string, string)> headers) => RawConnection.SendAsync(Server, "POST", "/external/api/oauth2/token", headers, Ct);

    /// <summary>Makes every request come from an address.</summary>
    internal sealed class CallerFrom(string address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return rest(http);
            });
            next(app);
        };
    }
}

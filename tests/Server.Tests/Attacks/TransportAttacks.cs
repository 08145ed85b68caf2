using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Server.Tests.Workplace;
using Vestibule.Testing;

namespace Server.Tests.Attacks;

/// <summary>Attacks with the request itself: its headers, its bytes, its size, its speed.</summary>
public sealed class TransportAttacks : WorkplaceTest
{
    private static readonly string[] Endpoints =
    [
        "POST /external/api/oauth2/auth", "POST /external/api/oauth2/token", "GET /external/api/oauth2/revoke", "GET /external/api/oauth2/tokeninfo",
        "GET /external/api/rest/v2/users/me", "GET /external/api/rest/v2/users",
    ];

    private static readonly string[] Fields =
    [
        "x-grant-type", "x-redirect-uri", "x-client-id", "x-client-secret", "x-scope", "x-auth-code", "x-code-verifier", "x-code-challenge", "x-code-challenge-method",
        "x-refresh-token", "x-auth-username", "x-auth-password", "x-token", "x-access-token", "x-auth-token", "Authorization",
    ];

    [Theory, Trait("Attack", "36"), Trait("Rule", "W-7")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attack_36_forwarded_headers_of_a_stranger_are_not_honoured(bool someProxyIsConfigured)
    {
        await using var server = await AuthServer.StartAsync(new AuthServerOptions { Proxies = someProxyIsConfigured ? ["10.1.2.3"] : [] }, Ct);
        await server.AddSiteAsync("Other", "https://other.example.com", Ct);
        var spa = await server.AddClientAsync(PublicClient, ct: Ct);
        var app = new WorkplaceApp(server, spa);
        (string, string?)[] forwarded =
        [
            ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Host", "other.example.com"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=198.51.100.7;host=other.example.com"),
            ("X-Real-IP", "198.51.100.7"), ("X-Original-Host", "other.example.com"), ("X-Forwarded-Client-Cert", "Hash=00"), ("X-Client-Cert", "00"),
        ];
        var answer = await app.AuthAsync("nobody", "wrong", forwarded);
        Assert.StartsWith(server.Url + "/", answer.Text("error_uri"), StringComparison.Ordinal);
        Assert.NotEmpty(server.Log.Containing("Security event SignInFailed"));
        Assert.All(server.Log.Containing("Security event SignInFailed"), line => Assert.Contains("address 127.0.0.1", line, StringComparison.Ordinal));
    }

    [Theory, Trait("Attack", "36")]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("203.0.113.1, 198.51.100.7", "198.51.100.7")]
    [InlineData("nonsense", "127.0.0.1")]
    [InlineData("198.51.100.7, nonsense", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task Attack_36_of_a_configured_proxy_only_what_it_added_itself_counts(string forwardedFor, string counted)
    {
        await using var server = await AuthServer.StartAsync(new AuthServerOptions { Proxies = ["127.0.0.1"] }, Ct);
        var app = new WorkplaceApp(server, await server.AddClientAsync(PublicClient, ct: Ct));
        await app.AuthAsync("nobody", "wrong", ("X-Forwarded-For", forwardedFor), ("X-Forwarded-Proto", "https"));
        Assert.Contains($"address {counted}", Assert.Single(server.Log.Containing("Security event SignInFailed")), StringComparison.Ordinal);
    }

    [Fact, Trait("Attack", "70"), Trait("Rule", "W-85"), Trait("Rule", "W-6")]
    public async Task Attack_70_each_value_has_a_limit_that_is_asked_before_any_work()
    {
        foreach (var name in Fields)
        {
            foreach (var endpoint in Endpoints)
            {
                Answer? answer = null;
                var statements = await Server.StatementsOfAsync(async () => answer = await SendAsync(endpoint, [.. Good(endpoint).Where(header => header.Name != name), (name, new string('a', 20_000))]));
                Assert.True((int)answer!.Status is 200 or (>= 400 and < 500), $"{endpoint} {name}: {answer.Status}");
                Assert.DoesNotContain(statements, sql => sql.Contains("INSERT", StringComparison.Ordinal));
            }
        }

        using var browser = Browser();
        foreach (var name in new[] { "client_id", "redirect_uri" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.OpenAsync((name, new string('a', 2049)))).Status);
        }

        foreach (var (name, error) in new[]
        {
            ("scope", "invalid_scope"), ("state", "invalid_request"), ("response_type", "invalid_request"), ("nonce", "invalid_request"),
            ("prompt", "invalid_request"), ("code_challenge", "invalid_request"),
        })
        {
            var answer = await browser.OpenAsync((name, new string('a', 2049)));
            Assert.StartsWith($"{RedirectUri}#error={error}&", answer.Headers["location"], StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await browser.OpenAsync(("state", new string('a', 20_000)))).Status);
    }

    [Theory, Trait("Attack", "71"), Trait("Rule", "W-52"), Trait("Rule", "W-11")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer\tx")]
    [InlineData("Bearer  x y z")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic ====")]
    [InlineData("Basic Og==")]
    [InlineData("Basic %%%")]
    [InlineData("Basic OjpzZWNyZXQ=")]
    [InlineData("Basic JTpzZWNyZXQ=")]
    [InlineData("Basic dGVzdA==")]
    [InlineData("Digest username=\"x\"")]
    [InlineData("Negotiate TlRMTVNTUAAB")]
    [InlineData("=?utf-8?q?x?=")]
    [InlineData("\"")]
    [InlineData(",,,")]
    [InlineData("é")]
    public async Task Attack_71_a_malformed_Authorization_header_is_4xx_everywhere(string value)
    {
        foreach (var endpoint in Endpoints)
        {
            var answer = await SendAsync(endpoint, [("Authorization", value)]);
            Assert.InRange((int)answer.Status, 400, 499);
            Assert.NotEqual(HttpStatusCode.Forbidden, answer.Status);
        }
    }

    [Fact, Trait("Attack", "75"), Trait("Rule", "W-6")]
    public async Task Attack_75_NUL_lone_surrogates_and_overlong_UTF_8_are_4xx_in_each_field()
    {
        // NUL; half a surrogate pair, an overlong slash, a code point past the last, a cut sequence, a byte that is never UTF-8.
        string[] bad = ["\0", "\u00ed\u00a0\u0080", "\u00c0\u00af", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082", "\u00ff", "\u00ef\u00bf\u00be"];
        foreach (var name in Fields)
        {
            foreach (var bytes in bad)
            {
                foreach (var endpoint in Endpoints)
                {
                    var answer = await SendAsync(endpoint, [.. Good(endpoint).Where(header => header.Name != name), (name, bytes)]);
                    Assert.True((int)answer.Status is 200 or (>= 400 and < 500 and not 403), $"{endpoint} {name}: {answer.Status}");
                    if (bytes == "\0") Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
                }
            }
        }
    }

    [Theory, Trait("Attack", "75")]
    [InlineData("%00")]
    [InlineData("%ed%a0%80")]
    [InlineData("%c0%af")]
    [InlineData("%ff")]
    [InlineData("%")]
    [InlineData("%zz")]
    [InlineData("%0d%0aLocation:%20https://evil.example")]
    public async Task Attack_75_odd_bytes_in_the_query_and_the_form_of_the_sign_in_page_are_4xx_or_harmless(string bytes)
    {
        using var browser = Browser();
        foreach (var name in new[] { "response_type", "client_id", "redirect_uri", "scope", "state" })
        {
            var address = browser.Address((name, null)) + $"&{name}={bytes}";
            var answer = await RawConnection.SendAsync(Server, "GET", address, [], Ct);
            Assert.True((int)answer.Status is 200 or 303 or 400, $"{name}: {answer.Status}");
            Assert.DoesNotContain("evil.example", answer.Headers.GetValueOrDefault("location")?.Split('#')[0] ?? "", StringComparison.Ordinal);
        }

        var shown = await browser.OpenAsync();
        var cookie = browser.CookieHeader;
        var form = $"form_token={Uri.EscapeDataString(SignInPage.FormTokenOf(shown))}&username=a{bytes}&password=b{bytes}";
        using var connection = await RawConnection.OpenAsync(Server, Ct);
        var posted = await connection.SendAsync(RawConnection.Request(Server, "POST", browser.Address(),
            [("Cookie", cookie), ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", $"{form.Length}")]) + form, Ct);
        Assert.Contains((int)posted!.Status, new[] { 400, 401 });
    }

    [Theory, Trait("Attack", "76"), Trait("Rule", "W-54")]
    [InlineData("limit=0", 400)]
    [InlineData("limit=-1", 400)]
    [InlineData("limit=501", 400)]
    [InlineData("limit=99999999999999999999", 400)]
    [InlineData("limit=x", 400)]
    [InlineData("limit=", 400)]
    [InlineData("limit=1&limit=2", 400)]
    [InlineData("startAt=-1", 400)]
    [InlineData("startAt=99999999999999999999", 400)]
    [InlineData("limit=500&startAt=9007199254740991", 200)]
    public async Task Attack_76_paging_has_limits(string query, int status)
    {
        await Server.AddUserAsync("admin", Password, administers: true, ct: Ct);
        var (access, _) = await SpaApp.SignInAsync("admin", Password);
        var answer = await SendAsync($"GET /external/api/rest/v2/users?{query}", [("Authorization", $"Bearer {access}")]);
        // An empty value may count as an absent one; whatever it is, it is no fault of the server.
        if (query == "limit=") Assert.Contains((int)answer.Status, new[] { 200, 400 });
        else Assert.Equal(status, (int)answer.Status);
    }

    /// <summary>The web server's own limits do it; here they are read back from the server that runs, because waiting for them would take their time.</summary>
    [Fact, Trait("Attack", "77")]
    public void Attack_77_slow_headers_and_slow_bodies_are_cut_off()
    {
        var limits = Server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Assert.NotNull(limits.MinRequestBodyDataRate);
        Assert.True(limits.MinRequestBodyDataRate.BytesPerSecond >= 100);
        Assert.NotNull(limits.MinResponseDataRate);
        Assert.InRange(limits.MaxRequestBodySize!.Value, 1, 1024 * 1024);
        Assert.Equal(32 * 1024, limits.MaxRequestHeadersTotalSize);
        Assert.InRange(limits.MaxRequestLineSize, 4096, 32 * 1024);
        Assert.InRange(limits.MaxRequestHeaderCount, 10, 200);
    }

    private Task<Answer> SendAsync(string endpoint, IEnumerable<(string Name, string Value)> headers)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        return RawConnection.SendAsync(Server, method, path, headers, Ct);
    }

    /// <summary>What the endpoint needs before it would look at anything further.</summary>
    private (string Name, string Value)[] Good(string endpoint) => endpoint.Split('/')[^1] switch
    {
        "auth" => [("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-scope", "email"), ("x-auth-username", "nobody"), ("x-auth-password", "wrong")],
        "token" => [("x-grant-type", "authorization_code"), ("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-auth-code", "x")],
        "revoke" or "tokeninfo" => [("x-token", "x")],
        _ => [],
    };
}

using System.Net;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>Browser apps on other origins.</summary>
public sealed class CorsTests : WorkplaceTest
{
    private const string SpaOrigin = "https://app.example.com", WebOrigin = "https://web.example.com", Foreign = "https://evil.example";

    [Theory, Trait("Rule", "W-5")]
    [InlineData("/external/api/oauth2/token", SpaOrigin, true)]
    [InlineData("/external/api/oauth2/auth", WebOrigin, true)]
    [InlineData("/external/api/oauth2/revoke", "https://localhost", true)]
    [InlineData("/external/api/oauth2/tokeninfo", "null", true)]
    [InlineData("/external/api/rest/v2/users/me", SpaOrigin, true)]
    [InlineData("/external/api/oauth2/token", Foreign, false)]
    [InlineData("/external/api/oauth2/token", "https://app.example.com:444", false)]
    [InlineData("/external/api/oauth2/token", "http://app.example.com", false)]
    [InlineData("/external/api/oauth2/token", "https://app.example.com.evil.example", false)]
    [InlineData("/external/api/oauth2/token", "https://APP.example.com", false)]
    [InlineData("/external/api/rest/v2/users/me", Foreign, false)]
    [InlineData("/login.html", SpaOrigin, false)]
    public async Task A_preflight_answers_for_the_site(string path, string origin, bool allowed)
    {
        await Server.ChangeClientAsync(Spa, client => client with { AllowedOrigins = ["null", "https://localhost"] }, Ct);
        var answer = await SendAsync("OPTIONS", path, ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-auth-code"));
        Assert.Equal(allowed ? origin : null, answer.Headers.GetValueOrDefault("access-control-allow-origin"));
        Assert.DoesNotContain("access-control-allow-credentials", answer.Headers.Keys);
        if (!allowed) return;
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal("7200", answer.Headers["access-control-max-age"]);
        Assert.Equal("Origin", answer.Headers["vary"]);
        var headers = answer.Headers["access-control-allow-headers"].Split(", ").ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>
        {
            "x-grant-type", "x-redirect-uri", "x-client-id", "x-client-secret", "x-scope", "x-auth-code", "x-code-verifier", "x-code-challenge", "x-code-challenge-method",
            "x-refresh-token", "x-auth-username", "x-auth-password", "x-token", "x-access-token", "x-auth-token", "authorization", "content-type",
        }, headers);
        var rest = path.Contains("/rest/", StringComparison.Ordinal);
        Assert.Equal(rest, answer.Headers["access-control-allow-methods"].Contains("DELETE", StringComparison.Ordinal));
        Assert.Equal(rest, answer.Headers["access-control-allow-methods"].Contains("PUT", StringComparison.Ordinal));
    }

    [Fact, Trait("Rule", "W-5"), Trait("Rule", "W-81")]
    public async Task The_real_request_is_narrowed_to_the_origins_of_its_client()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        (string Path, (string, string)[] Headers)[] requests =
        [
            ("/external/api/oauth2/token", [("x-client-id", Spa.Id)]), ("/external/api/oauth2/tokeninfo", [("x-token", access)]),
            ("/external/api/oauth2/revoke", [("x-token", refresh)]), ("/external/api/rest/v2/users/me", [("x-access-token", access)]),
            ("/external/api/rest/v2/users/me", [("x-auth-token", access)]), ("/external/api/rest/v2/users/me", [("Authorization", $"Bearer {access}")]),
        ];
        foreach (var (path, headers) in requests)
        {
            Assert.Equal(SpaOrigin, await AllowedOriginAsync(path, SpaOrigin, headers));
            Assert.Null(await AllowedOriginAsync(path, WebOrigin, headers));
            Assert.Null(await AllowedOriginAsync(path, Foreign, headers));
        }
    }

    [Fact, Trait("Rule", "W-81"), Trait("Rule", "W-5")]
    public async Task An_unknown_client_or_token_answers_for_the_site_so_that_the_app_can_read_its_401()
    {
        foreach (var (name, value, path) in new[]
        {
            ("x-client-id", "nobody", "/external/api/oauth2/token"), ("x-token", "nonsense", "/external/api/oauth2/tokeninfo"),
            ("Authorization", "Bearer nonsense", "/external/api/rest/v2/users/me"), ("x-access-token", "", "/external/api/rest/v2/users/me"),
        })
        {
            var answer = await SendAsync(path.EndsWith("token", StringComparison.Ordinal) ? "POST" : "GET", path, ("Origin", WebOrigin), (name, value));
            Assert.Equal(WebOrigin, answer.Headers["access-control-allow-origin"]);
            Assert.Equal("WWW-Authenticate, Retry-After, DPoP-Nonce", answer.Headers["access-control-expose-headers"]);
            Assert.Null(await AllowedOriginAsync(path, Foreign, (name, value)));
        }
    }

    [Fact, Trait("Rule", "W-5")]
    public async Task Refusals_carry_the_headers_too_and_a_request_without_origin_none()
    {
        using (Server.BreakStorage())
        {
            var code = await SpaApp.AuthAsync(UserName, Password, ("Origin", SpaOrigin));
            Assert.Equal(SpaOrigin, code.Headers["access-control-allow-origin"]);
        }

        var (_, refresh) = await SpaApp.SignInAsync(UserName, Password);
        using (Server.BreakStorage())
        {
            var broken = await SpaApp.RefreshAsync(refresh, ("Origin", SpaOrigin));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, SpaOrigin), (broken.Status, broken.Headers["access-control-allow-origin"]));
        }

        Assert.DoesNotContain("access-control-allow-origin", (await SpaApp.TokenInfoAsync("x")).Headers.Keys);
    }

    [Fact, Trait("Rule", "W-5")]
    public async Task A_site_can_name_origins_of_its_own_and_a_disabled_client_has_none()
    {
        await Server.ChangeSiteAsync(site => site with { AllowedOrigins = ["https://intranet.example.com"] }, Ct);
        Assert.Equal("https://intranet.example.com", await AllowedOriginAsync("/external/api/oauth2/token", "https://intranet.example.com", ("x-client-id", Spa.Id)));
        await Server.ChangeClientAsync(Web, client => client with { Enabled = false }, Ct);
        Assert.Null(await AllowedOriginAsync("/external/api/oauth2/token", WebOrigin));
    }

    /// <summary>Attack 34: an origin must not be taken from a token that nobody has verified.</summary>
    [Fact, Trait("Rule", "W-5"), Trait("Attack", "34")]
    public async Task Attack_34_a_forged_token_opens_no_origin()
    {
        await Server.AddClientAsync(PublicClient with { RedirectUris = ["https://other.example/cb"] }, ct: Ct);
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        var forged = access[..^2] + (access[^2] == 'A' ? "B" : "A") + access[^1];
        Assert.Null(await AllowedOriginAsync("/external/api/rest/v2/users/me", Foreign, ("x-access-token", forged)));
        Assert.Null(await AllowedOriginAsync("/external/api/oauth2/tokeninfo", Foreign, ("x-token", "eyJhbGciOiJub25lIn0.eyJhenAiOiJldmlsIn0.")));
        // Two origins at once, and an absurdly long one, are none.
        Assert.Null(await AllowedOriginAsync("/external/api/oauth2/token", SpaOrigin + ", " + Foreign));
        Assert.Null(await AllowedOriginAsync("/external/api/oauth2/token", SpaOrigin, ("Origin", Foreign)));
        Assert.Null(await AllowedOriginAsync("/external/api/oauth2/token", "https://" + new string('a', 600)));
    }

    private async Task<string?> AllowedOriginAsync(string path, string origin, params (string, string)[] headers) =>
        (await SendAsync(path.EndsWith("token", StringComparison.Ordinal) ? "POST" : "GET", path, [("Origin", origin), .. headers])).Headers.GetValueOrDefault("access-control-allow-origin");

    private Task<Answer> SendAsync(string method, string path, params (string, string)[] headers) => RawConnection.SendAsync(Server, method, path, headers, Ct);
}

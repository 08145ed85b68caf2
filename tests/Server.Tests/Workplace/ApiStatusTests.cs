using System.Net;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>What the REST API answers to tokens in each state and each header.</summary>
public sealed class ApiStatusTests : WorkplaceTest
{
    [Theory, Trait("Rule", "W-50"), Trait("Rule", "W-51"), Trait("Rule", "W-53")]
    [InlineData("Authorization")]
    [InlineData("x-access-token")]
    [InlineData("x-auth-token")]
    [InlineData("X-Access-Token")]
    public async Task A_live_token_opens_users_me_in_each_of_its_headers(string header)
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        var me = await SpaApp.MeAsync(access, header);
        Assert.Equal(UserName, me.Text("userName"));
        Assert.Equal(Alice.Number, me.Json.GetProperty("id").GetInt64());
    }

    [Theory, Trait("Rule", "W-52")]
    [InlineData("Authorization", 401)]
    [InlineData("x-access-token", 403)]
    [InlineData("x-auth-token", 403)]
    public async Task An_expired_token_is_403_in_the_dialect_s_headers_so_that_clients_refresh_and_401_as_bearer(string header, int status)
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromHours(1));
        var answer = await SpaApp.MeAsync(access, header);
        Assert.Equal(status, (int)answer.Status);
        if (header == "Authorization") Assert.Contains("Bearer error=\"invalid_token\"", Challenge(answer), StringComparison.Ordinal);
    }

    [Theory, Trait("Rule", "W-52"), Trait("Rule", "W-85")]
    [InlineData("Authorization")]
    [InlineData("x-access-token")]
    [InlineData("x-auth-token")]
    public async Task Unknown_malformed_revoked_empty_and_over_long_tokens_are_401_everywhere(string header)
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var (revokedAndExpired, _) = await SpaApp.SignInAsync(UserName, Password);
        await SpaApp.RevokeAsync(access);
        foreach (var token in new[] { "nonsense", access, refresh, "", new string('x', 8193), access[..^1] })
        {
            var answer = await SpaApp.MeAsync(token, header);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.StartsWith("Bearer", Challenge(answer), StringComparison.Ordinal);
        }

        await SpaApp.RevokeAsync(revokedAndExpired);
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SpaApp.MeAsync(revokedAndExpired, header)).Status);
    }

    [Fact, Trait("Rule", "W-52")]
    public async Task Two_credentials_in_one_request_are_400_and_none_is_401()
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        Assert.Equal(HttpStatusCode.BadRequest, (await MeWithAsync(("Authorization", $"Bearer {access}"), ("x-access-token", access))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MeWithAsync(("x-auth-token", access), ("x-access-token", access))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MeWithAsync(("x-access-token", access), ("x-access-token", access))).Status);
        var none = await MeWithAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, none.Status);
        Assert.DoesNotContain("error=", Challenge(none), StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-51")]
    public async Task Names_and_passwords_on_requests_work_only_where_the_site_allows_them()
    {
        (string, string)[] headers = [("x-auth-username", UserName), ("x-auth-password", Password)];
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeWithAsync(headers)).Status);
        await Server.ChangeSiteAsync(site => site with { HeaderCredentials = true }, Ct);
        Assert.Equal(UserName, (await MeWithAsync(headers)).Text("userName"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await MeWithAsync(("x-auth-username", UserName), ("x-auth-password", "wrong"))).Status);
    }

    private Task<Answer> MeWithAsync(params (string, string)[] headers) =>
        RawConnection.SendAsync(Server, "GET", "/external/api/rest/v2/users/me", headers, Ct);

    private static string Challenge(Answer answer) => answer.Headers.GetValueOrDefault("www-authenticate") ?? "";
}

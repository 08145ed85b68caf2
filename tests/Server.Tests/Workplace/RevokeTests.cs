using System.Net;

namespace Server.Tests.Workplace;

/// <summary><c>/external/api/oauth2/revoke</c> and <c>tokeninfo</c>.</summary>
public sealed class RevokeTests : WorkplaceTest
{
    [Theory, Trait("Rule", "W-60"), Trait("Rule", "W-61")]
    [InlineData("GET", true)]
    [InlineData("GET", false)]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    public async Task Either_token_ends_the_whole_grant_by_GET_and_by_POST(string method, bool byRefreshToken)
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var answer = await SpaApp.SendAsync(new HttpMethod(method), "revoke", [("x-token", byRefreshToken ? refresh : access)]);
        Assert.Equal((HttpStatusCode.OK, "{}"), (answer.Status, answer.Body));
        Assert.False(await IsLiveAsync(access));
        IsRefused(await SpaApp.RefreshAsync(refresh), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-61")]
    public async Task Later_tokens_of_the_grant_end_with_it_and_other_grants_go_on()
    {
        var (first, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var renewed = await SpaApp.RefreshAsync(refresh);
        var (other, _) = await SpaApp.SignInAsync(UserName, Password);
        await SpaApp.RevokeAsync(first);
        Assert.False(await IsLiveAsync(renewed.Text("access_token")));
        Assert.True(await IsLiveAsync(other));
    }

    [Fact, Trait("Rule", "W-61")]
    public async Task Unknown_revoked_and_empty_tokens_are_answered_200_and_a_missing_header_400()
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        foreach (var token in new[] { access, access, "nonsense", "", "vst_at_AAAA", new string('x', 8192) })
        {
            Assert.Equal(HttpStatusCode.OK, (await SpaApp.RevokeAsync(token)).Status);
        }

        IsRefused(await SpaApp.SendAsync(HttpMethod.Get, "revoke", []), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact, Trait("Rule", "W-61")]
    public async Task An_expired_access_token_still_ends_its_grant()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromHours(2));
        await SpaApp.RevokeAsync(access);
        IsRefused(await SpaApp.RefreshAsync(refresh), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-61"), Trait("Rule", "W-47")]
    public async Task A_client_s_own_token_ends_alone()
    {
        var one = (await ServiceApp.ClientCredentialsAsync()).Text("access_token");
        var other = (await ServiceApp.ClientCredentialsAsync()).Text("access_token");
        await ServiceApp.RevokeAsync(one);
        IsRefused(await ServiceApp.TokenInfoAsync(one), HttpStatusCode.Unauthorized, "invalid_token");
        Assert.True((await ServiceApp.TokenInfoAsync(other)).Succeeded);
    }

    [Fact, Trait("Rule", "W-62")]
    public async Task Tokeninfo_tells_what_a_live_access_token_is()
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        Server.Clock.Advance(TimeSpan.FromMinutes(10));
        var info = await SpaApp.TokenInfoAsync(access);
        Assert.Equal(["client_id", "expires_in", "scope", "token_type", "userName", "user_id"], info.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Bearer", info.Text("token_type"));
        Assert.Equal(50 * 60 * 1000, info.Json.GetProperty("expires_in").GetInt64());
        Assert.Equal(("email", Spa.Id, UserName), (info.Text("scope"), info.Text("client_id"), info.Text("userName")));
        Assert.Equal(Alice.Number, info.Json.GetProperty("user_id").GetInt64());
    }

    [Fact, Trait("Rule", "W-62"), Trait("Rule", "W-46"), Trait("Rule", "W-85")]
    public async Task Tokeninfo_answers_401_for_whatever_is_no_live_access_token_and_400_without_the_header()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        foreach (var token in new[] { refresh, "nonsense", "", new string('x', 8193), new string('x', 20_000), access + "A" })
        {
            IsRefused(await SpaApp.TokenInfoAsync(token), HttpStatusCode.Unauthorized, "invalid_token");
        }

        Server.Clock.Advance(TimeSpan.FromHours(1));
        IsRefused(await SpaApp.TokenInfoAsync(access), HttpStatusCode.Unauthorized, "invalid_token");
        IsRefused(await SpaApp.SendAsync(HttpMethod.Get, "tokeninfo", []), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact, Trait("Rule", "W-61")]
    public async Task What_another_process_ends_ends_here_within_a_second()
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        await using (var other = Vestibule.Store.Sqlite.SqliteStores.Open(Server.Options.Folder!, Server.Clock))
        {
            await other.Subjects.EndEverythingAsync(Server.Site.Id, Alice.Id, Ct);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await SpaApp.TokenInfoAsync(access)).Succeeded) patience.Token.ThrowIfCancellationRequested();
    }
}

using System.Net;
using Server.Tests.Workplace;
using Vestibule.Testing;

namespace Server.Tests.Attacks;

/// <summary>Attacks on people's accounts.</summary>
public sealed class AccountAttacks : WorkplaceTest
{
    /// <summary>Whoever or whatever was disabled or deleted gets nothing by any grant, and what it had is dead.</summary>
    [Theory, Trait("Attack", "49")]
    [InlineData("user disabled")]
    [InlineData("user removed")]
    [InlineData("client disabled")]
    [InlineData("client removed")]
    [InlineData("site disabled")]
    [InlineData("site removed")]
    public async Task Attack_49_the_disabled_and_the_deleted_get_nothing_by_any_grant(string what)
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var code = await CodeAsync();
        var own = (await ServiceApp.ClientCredentialsAsync()).Text("access_token");
        await EndAsync(what);

        Assert.False((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
        Assert.False((await SpaApp.RedeemAsync(code)).Succeeded);
        Assert.False((await SpaApp.RefreshAsync(refresh)).Succeeded);
        Assert.False(await IsLiveAsync(access));
        foreach (var header in new[] { "x-access-token", "x-auth-token" }) Assert.Contains((await SpaApp.MeAsync(access, header)).Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound });
        var page = await browser.OpenAsync();
        Assert.False(page.Headers.ContainsKey("location"));
        if (!what.StartsWith("user", StringComparison.Ordinal))
        {
            Assert.False((await ServiceApp.ClientCredentialsAsync()).Succeeded);
            Assert.False((await ServiceApp.TokenInfoAsync(own)).Succeeded);
        }
        else if (page.Status == HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(UserName, Password)).Status);
        }
    }

    [Fact, Trait("Attack", "49")]
    public async Task Attack_49_enabling_a_client_again_brings_nothing_back()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var code = await CodeAsync();
        await Server.ChangeClientAsync(Spa, client => client with { Enabled = false }, Ct);
        await Server.ChangeClientAsync(Spa, client => client with { Enabled = true }, Ct);
        Assert.False(await IsLiveAsync(access));
        IsRefused(await SpaApp.RefreshAsync(refresh), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
    }

    /// <summary>The page, <c>/auth</c> and the headers of API requests draw on one budget.</summary>
    [Fact, Trait("Attack", "51"), Trait("Rule", "W-33"), Trait("Rule", "W-51")]
    public async Task Attack_51_each_way_to_try_a_password_counts_on_the_same_budget()
    {
        await Server.ChangeSiteAsync(site => site with { HeaderCredentials = true }, Ct);
        var ways = Ways();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await ways[attempt % ways.Length](UserName, "wrong")).Status);
        }

        foreach (var way in ways)
        {
            var answer = await way(UserName, Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
            Assert.Contains("retry-after", answer.Headers.Keys);
        }
    }

    [Fact, Trait("Attack", "57"), Trait("Rule", "W-31")]
    public async Task Attack_57_known_and_unknown_people_are_answered_alike_in_every_way()
    {
        await Server.ChangeSiteAsync(site => site with { HeaderCredentials = true }, Ct);
        var off = await Server.AddUserAsync("disabled", Password, ct: Ct);
        await Server.ChangeUserAsync(off, person => person with { Enabled = false }, ct: Ct);
        foreach (var way in Ways())
        {
            var known = Comparable(await way(UserName, "wrong"), UserName);
            Assert.Equal(known, Comparable(await way("nobody", "wrong"), "nobody"));
            Assert.Equal(known, Comparable(await way("disabled", Password), "disabled"));
        }
    }

    [Fact, Trait("Attack", "67")]
    public async Task Attack_67_a_fresh_server_has_no_account_and_no_client_that_anybody_could_know()
    {
        await using var fresh = await AuthServer.StartAsync(ct: Ct);
        Assert.Equal(0, await fresh.Stores.Subjects.CountAsync(fresh.Site.Id, new() { Limit = 10 }, Ct));
        Assert.Empty(await fresh.Stores.Clients.ListAsync(fresh.Site.Id, Ct));
        var spa = await fresh.AddClientAsync(PublicClient, ct: Ct);
        foreach (var name in new[] { "admin", "root", "administrator", "vestibule", "demo", "test" })
        {
            foreach (var password in new[] { "admin", "password", name, "changeme", "demo" })
            {
                // Neither ever lets anybody in; after some tries the address is held up.
                Assert.Contains((await new WorkplaceApp(fresh, spa).AuthAsync(name, password)).Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests });
            }
        }
    }

    private Func<string, string, Task<Answer>>[] Ways() =>
    [
        (name, password) => SpaApp.AuthAsync(name, password),
        async (name, password) =>
        {
            using var browser = Browser();
            return await browser.SignInAsync(name, password);
        },
        (name, password) => RawConnection.SendAsync(Server, "GET", "/external/api/rest/v2/users/me", [("x-auth-username", name), ("x-auth-password", password)], Ct),
    ];

    /// <summary>What a caller can tell answers apart by, less what the caller sent and what differs in each request.</summary>
    private static string Comparable(Answer answer, string name)
    {
        var body = System.Text.RegularExpressions.Regex.Replace(answer.Body, "\"trace_id\":\"[^\"]*\"|value=\"CfDJ8[^\"]*\"|[0-9a-f]{32}|0H[A-Z0-9:]{10,}", "")
            .Replace(name, "NAME", StringComparison.Ordinal);
        return $"{(int)answer.Status} {string.Join(',', answer.Headers.Keys.Where(key => key != "date").Order())} {body}";
    }

    private async Task EndAsync(string what)
    {
        var stores = Server.Stores;
        switch (what)
        {
            case "user disabled":
                await Server.ChangeUserAsync(Alice, person => person with { Enabled = false }, ct: Ct);
                break;
            case "user removed":
                await stores.Subjects.RemoveAsync(Server.Site.Id, Alice.Id, Ct);
                break;
            case "client disabled":
                await Server.ChangeClientAsync(Spa, client => client with { Enabled = false }, Ct);
                await Server.ChangeClientAsync(Service, client => client with { Enabled = false }, Ct);
                break;
            case "client removed":
                await stores.Clients.RemoveAsync(Server.Site.Id, Spa.Id, Ct);
                await stores.Clients.RemoveAsync(Server.Site.Id, Service.Id, Ct);
                break;
            case "site disabled":
                await stores.Sites.UpdateAsync(Server.Site with { Enabled = false }, Ct);
                break;
            default:
                await stores.Sites.RemoveAsync(Server.Site.Id, Ct);
                break;
        }

        await Server.CatchUpAsync(Ct);
    }
}

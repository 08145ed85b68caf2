using System.Net;
using Vestibule.Engine.Model.Sites;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>Many sites on one server: what one gives is nothing at the other.</summary>
public sealed class SitesTests : WorkplaceTest
{
    private const string OtherHost = "other.example.com";
    private Site other = null!;
    private RegisteredClient otherSpa = null!;

    private WorkplaceApp OtherApp => new(Server, otherSpa) { Host = OtherHost };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        other = await Server.AddSiteAsync("Other", $"https://{OtherHost}", Ct);
        // The same ids on purpose: only the site tells them apart.
        otherSpa = await Server.AddClientAsync(PublicClient with { Id = Spa.Id, AppCode = Spa.Client.AppCode }, other, Ct);
        await Server.AddUserAsync(UserName, Password, site: other, ct: Ct);
    }

    [Fact, Trait("Rule", "W-42"), Trait("Rule", "W-61"), Trait("Rule", "W-62")]
    public async Task A_code_and_tokens_of_one_site_are_nothing_at_the_other()
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        IsRefused(await OtherApp.RedeemAsync(await CodeAsync()), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await OtherApp.RefreshAsync(refresh), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await OtherApp.TokenInfoAsync(access), HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Equal(HttpStatusCode.Unauthorized, (await OtherApp.MeAsync(access)).Status);
        Assert.Equal(HttpStatusCode.OK, (await OtherApp.RevokeAsync(access)).Status);
        Assert.Equal(HttpStatusCode.OK, (await OtherApp.RevokeAsync(refresh)).Status);
        Assert.True(await IsLiveAsync(access));
        var (theirs, _) = await OtherApp.SignInAsync(UserName, Password);
        Assert.True((await OtherApp.TokenInfoAsync(theirs)).Succeeded);
        Assert.False(await IsLiveAsync(theirs));
    }

    [Fact, Trait("Rule", "W-24")]
    public async Task A_session_of_one_site_is_nothing_at_the_other()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        using var there = Browser(otherSpa, OtherHost);
        // At an https site the cookie has another name; its value is tried under that one too.
        foreach (var (name, value) in browser.Cookies) there.Cookies[name] = there.Cookies["__Host-" + name] = value;
        Assert.Equal(HttpStatusCode.OK, (await there.OpenAsync()).Status);
        using var own = Browser(otherSpa, OtherHost);
        await own.SignInAsync(UserName, Password);
        Assert.Contains("__Host-vst-session", own.Cookies.Keys);
        Assert.Equal(HttpStatusCode.SeeOther, (await own.OpenAsync()).Status);
    }

    [Fact, Trait("Rule", "W-5")]
    public async Task Origins_belong_to_their_site()
    {
        await Server.ChangeClientAsync(otherSpa, client => client with { AllowedOrigins = ["https://only-there.example"] }, Ct);
        var here = await SpaApp.SendAsync(HttpMethod.Options, "token", [("Origin", "https://only-there.example")]);
        var there = await OtherApp.SendAsync(HttpMethod.Options, "token", [("Origin", "https://only-there.example")]);
        Assert.DoesNotContain("access-control-allow-origin", here.Headers.Keys);
        Assert.Contains("access-control-allow-origin", there.Headers.Keys);
    }

    [Theory]
    [InlineData("other.example.com")]
    [InlineData("OTHER.Example.COM")]
    [InlineData("other.example.com.")]
    [InlineData("other.example.com:443")]
    [InlineData("Other.example.com.:443")]
    public async Task The_host_has_no_case_no_dot_at_its_end_and_no_port_that_goes_without_saying(string host)
    {
        var answer = await new WorkplaceApp(Server, otherSpa) { Host = host }.TokenInfoAsync("x");
        Assert.StartsWith($"https://{OtherHost}/", answer.Text("error_uri"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown.example.com")]
    [InlineData("other.example.com.evil.example")]
    [InlineData("other.example.com:8443")]
    [InlineData("sub.other.example.com")]
    [InlineData("x")]
    public async Task A_host_of_nobody_is_404_on_every_path(string host)
    {
        foreach (var path in new[] { "/", "/login.html", "/external/api/oauth2/token", "/external/api/rest/v2/users/me", "/errors" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            using var answer = await Server.Http.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain(host, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_disabled_site_answers_nothing_and_its_tokens_are_nothing()
    {
        var (access, refresh) = await OtherApp.SignInAsync(UserName, Password);
        await Server.Stores.Sites.UpdateAsync(other with { Enabled = false }, Ct);
        await Server.CatchUpAsync(Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await OtherApp.RefreshAsync(refresh)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await OtherApp.TokenInfoAsync(access)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await OtherApp.MeAsync(access)).Status);
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
    }
}

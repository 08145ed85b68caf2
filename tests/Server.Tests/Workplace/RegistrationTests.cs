using System.Net;
using System.Text;
using Vestibule.Engine.Model.Clients;

namespace Server.Tests.Workplace;

/// <summary>Credentials for applications.</summary>
public sealed class RegistrationTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-10")]
    public async Task A_redirect_uri_is_required_and_a_confidential_client_must_present_its_secret()
    {
        foreach (var type in new[] { ClientType.Public, ClientType.Web })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Server.AddClientAsync(new NewClient { Name = "None", Type = type }, ct: Ct));
        }

        Assert.Null(Spa.Secret);
        var code = (await WebApp.AuthAsync(UserName, Password)).Text("code");
        IsRefused(await WebApp.RedeemAsync(code, ("x-client-secret", null)), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await WebApp.RedeemAsync(code, ("x-client-secret", "")), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await WebApp.RedeemAsync(code, ("x-client-secret", Web.Secret!.Value.Reveal() + "x")), HttpStatusCode.Unauthorized, "invalid_client");
        Assert.True((await WebApp.RedeemAsync(code)).Succeeded);
        IsRefused(await SpaApp.RedeemAsync(await CodeAsync(), ("x-client-secret", "x")), HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact, Trait("Rule", "W-11")]
    public async Task The_secret_travels_in_its_header_or_as_HTTP_Basic_and_never_as_both()
    {
        var secret = Web.Secret!.Value.Reveal();
        var basic = Basic(Web.Id, secret);
        Assert.True((await WebApp.RedeemAsync(await WebCodeAsync(), ("Authorization", basic))).Succeeded);
        Assert.True((await WebApp.RedeemAsync(await WebCodeAsync(), ("Authorization", basic), ("x-client-id", null))).Succeeded);
        IsRefused(await WebApp.RedeemAsync("x", ("Authorization", Basic(Web.Id, "wrong"))), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await WebApp.RedeemAsync("x", ("Authorization", basic), ("x-client-secret", secret)), HttpStatusCode.BadRequest, "invalid_request");
        IsRefused(await WebApp.RedeemAsync("x", ("Authorization", basic), ("x-client-id", Spa.Id)), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact, Trait("Rule", "W-11")]
    public async Task Several_secrets_live_at_once_each_can_expire_and_none_is_stored_as_it_is()
    {
        var (fresh, kept) = ClientSecrets.Make(Server.Clock.GetUtcNow(), Server.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        await Server.ChangeClientAsync(Web, client => client with { Secrets = client.Secrets.Add(kept) }, Ct);
        Assert.Equal(ClientSecrets.Prefix.Length + 43, fresh.Length);
        Assert.True((await WebApp.RedeemAsync(await WebCodeAsync())).Succeeded);
        Assert.True((await WebApp.RedeemAsync(await WebCodeAsync(), ("x-client-secret", fresh.Reveal()))).Succeeded);
        Server.Clock.Advance(TimeSpan.FromHours(1));
        IsRefused(await WebApp.RedeemAsync("x", ("x-client-secret", fresh.Reveal())), HttpStatusCode.Unauthorized, "invalid_client");
        Assert.True((await WebApp.RedeemAsync(await WebCodeAsync())).Succeeded);
    }

    [Fact, Trait("Rule", "W-12")]
    public async Task The_app_code_is_unique_per_site_and_may_be_chosen()
    {
        var chosen = await Server.AddClientAsync(PublicClient with { AppCode = "payroll" }, ct: Ct);
        Assert.Equal("payroll", chosen.Client.AppCode);
        Assert.NotEqual(Spa.Client.AppCode, Web.Client.AppCode);
        Assert.InRange(Spa.Client.AppCode.Length, 1, 64);
        await Assert.ThrowsAsync<ArgumentException>(() => Server.AddClientAsync(PublicClient with { AppCode = "payroll" }, ct: Ct));
        using var browser = Browser(chosen);
        Assert.Equal("payroll", SignInPage.Naive((await browser.SignInAsync(UserName, Password)).Headers["location"], RedirectUri)["appCode"]);
    }

    [Theory, Trait("Rule", "W-13")]
    [InlineData("https://app.example.com/cb#part")]
    [InlineData("https://app.example.com/cb#")]
    [InlineData("https://user@app.example.com/cb")]
    [InlineData("https://*.example.com/cb")]
    [InlineData("https://app.example.com/*")]
    [InlineData("http://app.example.com/cb")]
    [InlineData("/cb")]
    [InlineData("")]
    public async Task Fragments_userinfo_wildcards_and_plain_http_are_refused_at_registration(string uri) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Server.AddClientAsync(PublicClient with { RedirectUris = [uri] }, ct: Ct));

    [Fact, Trait("Rule", "W-13")]
    public async Task Custom_schemes_are_for_public_clients_only()
    {
        await Server.AddClientAsync(PublicClient with { RedirectUris = ["com.example.app:/cb"] }, ct: Ct);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Server.AddClientAsync(new NewClient { Name = "W", Type = ClientType.Web, RedirectUris = ["com.example.app:/cb"] }, ct: Ct));
    }

    private async Task<string> WebCodeAsync() => (await WebApp.AuthAsync(UserName, Password)).Text("code");

    private static string Basic(string id, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"));
}

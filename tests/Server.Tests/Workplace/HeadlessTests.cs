using System.Net;

namespace Server.Tests.Workplace;

/// <summary>Authorization without a browser: <c>POST /external/api/oauth2/auth</c>.</summary>
public sealed class HeadlessTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-30")]
    public async Task Name_and_password_give_a_code_and_nothing_else()
    {
        var answer = await SpaApp.AuthAsync(UserName, Password);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["code"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.True((await SpaApp.RedeemAsync(answer.Text("code"))).Succeeded);
    }

    [Theory, Trait("Rule", "W-30")]
    [InlineData("x-auth-username")]
    [InlineData("x-auth-password")]
    [InlineData("x-client-id")]
    [InlineData("x-redirect-uri")]
    [InlineData("x-scope")]
    public async Task Each_of_the_five_headers_is_required(string header)
    {
        var answer = await SpaApp.AuthAsync(UserName, Password, (header, null));
        IsRefused(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Contains(header, answer.Text("errorDescription"), StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-31")]
    public async Task A_wrong_password_an_unknown_and_a_disabled_person_read_the_same()
    {
        var bob = await Server.AddUserAsync("bob", Password, ct: Ct);
        await Server.ChangeUserAsync(bob, person => person with { Enabled = false }, ct: Ct);
        var answers = new[]
        {
            await SpaApp.AuthAsync(UserName, "wrong"), await SpaApp.AuthAsync("nobody", Password), await SpaApp.AuthAsync("bob", Password),
        };
        foreach (var answer in answers)
        {
            IsRefused(answer, HttpStatusCode.Unauthorized, "access_denied");
            Assert.Equal(answers[0].Text("errorDescription"), answer.Text("errorDescription"));
        }
    }

    [Fact, Trait("Rule", "W-31")]
    public async Task An_unknown_client_is_401_and_an_unregistered_redirect_uri_400()
    {
        IsRefused(await SpaApp.AuthAsync(UserName, Password, ("x-client-id", "nobody")), HttpStatusCode.Unauthorized, "invalid_client");
        IsRefused(await SpaApp.AuthAsync(UserName, Password, ("x-redirect-uri", "https://evil.example/")), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact, Trait("Rule", "W-31"), Trait("Rule", "W-33"), Trait("Rule", "W-3")]
    public async Task Ten_wrong_passwords_bring_429_with_Retry_After_also_for_the_right_one_and_for_who_does_not_exist()
    {
        foreach (var name in new[] { UserName, "nobody" })
        {
            for (var attempt = 0; attempt < 10; attempt++) IsRefused(await SpaApp.AuthAsync(name, "wrong"), HttpStatusCode.Unauthorized, "access_denied");
            var throttled = await SpaApp.AuthAsync(name, Password);
            IsRefused(throttled, HttpStatusCode.TooManyRequests, "temporarily_unavailable");
            Assert.Equal("90", throttled.Headers["retry-after"]);
        }

        Server.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
    }

    [Fact, Trait("Rule", "W-33"), Trait("Rule", "W-86")]
    public async Task An_app_that_the_account_has_used_before_has_a_budget_of_its_own()
    {
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
        // A stranger spends the account's budget at another application.
        for (var attempt = 0; attempt < 10; attempt++) await WebApp.AuthAsync(UserName, "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await WebApp.AuthAsync(UserName, Password)).Status);
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);

        Server.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        for (var attempt = 0; attempt < 10; attempt++) await WebApp.AuthAsync(UserName, "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SpaApp.AuthAsync(UserName, Password)).Status);
    }

    [Fact, Trait("Rule", "W-33")]
    public async Task A_browser_that_signed_in_before_has_a_budget_of_its_own()
    {
        using var own = Browser();
        Assert.Equal(HttpStatusCode.SeeOther, (await own.SignInAsync(UserName, Password)).Status);
        for (var attempt = 0; attempt < 10; attempt++) await SpaApp.AuthAsync(UserName, "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SpaApp.AuthAsync(UserName, Password)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await own.SignInAsync(UserName, Password, ("prompt", "login"))).Status);
    }

    [Fact, Trait("Rule", "W-86")]
    public async Task An_address_has_ten_times_the_budget_of_an_account()
    {
        for (var person = 0; person < 10; person++)
        {
            for (var attempt = 0; attempt < 10; attempt++) await SpaApp.AuthAsync($"person{person}", "wrong");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SpaApp.AuthAsync(UserName, Password)).Status);
    }

    [Fact, Trait("Rule", "W-32"), Trait("Rule", "W-10")]
    public async Task A_confidential_client_authenticates_here_too()
    {
        IsRefused(await WebApp.AuthAsync(UserName, Password, ("x-client-secret", null)), HttpStatusCode.Unauthorized, "invalid_client");
        Assert.True((await WebApp.AuthAsync(UserName, Password)).Succeeded);
    }

    [Fact, Trait("Rule", "W-32")]
    public async Task The_operator_can_switch_it_off_for_a_client_and_for_a_site()
    {
        await Server.ChangeSiteAsync(site => site with { HeadlessAuthorization = false }, Ct);
        IsRefused(await SpaApp.AuthAsync(UserName, Password), HttpStatusCode.BadRequest, "unauthorized_client");
        await Server.ChangeSiteAsync(site => site with { HeadlessAuthorization = true }, Ct);
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
        await Server.ChangeClientAsync(Spa, client => client with { HeadlessAuthorization = false }, Ct);
        IsRefused(await SpaApp.AuthAsync(UserName, Password), HttpStatusCode.BadRequest, "unauthorized_client");
    }

    /// <summary>Browsers can send Latin-1 only, other programs send UTF-8: the same person either way.</summary>
    [Theory, Trait("Rule", "W-6")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Names_and_passwords_may_be_UTF_8_or_Latin_1(bool utf8)
    {
        const string name = "zoë", password = "Überraschung für alle ñandú";
        await Server.AddUserAsync("zoe", Password, ct: Ct);
        var zoe = await Server.AddUserAsync("zoex", password, ct: Ct);
        await Server.ChangeUserAsync(zoe, person => person with { UserName = name }, ct: Ct);
        var answer = await RawConnection.SendAsync(Server, "POST", "/external/api/oauth2/auth",
        [
            ("x-auth-username", Bytes(name)), ("x-auth-password", Bytes(password)), ("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-scope", "email"),
        ], Ct);
        var tokens = await SpaApp.RedeemAsync(answer.Text("code"));
        Assert.Equal(zoe.Number, (await SpaApp.TokenInfoAsync(tokens.Text("access_token"))).Json.GetProperty("user_id").GetInt64());

        string Bytes(string text) => utf8 ? System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text)) : text;
    }
}

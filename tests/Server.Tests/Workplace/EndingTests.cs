using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Handles;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>What ends, what stays ended, and what survives, as the wire shows it. The traps are the ways in which something that was ended could come back.</summary>
public sealed class EndingTests : WorkplaceTest
{
    /// <summary>Trap 1: there is no grant yet that disabling could have ended.</summary>
    [Theory, Trait("Rule", "W-42")]
    [InlineData("disabled")]
    [InlineData("removed")]
    [InlineData("password")]
    [InlineData("everything")]
    public async Task A_code_issued_just_before_its_person_ended_is_refused(string how)
    {
        var code = await CodeAsync();
        switch (how)
        {
            case "disabled":
                await Server.ChangeUserAsync(Alice, person => person with { Enabled = false }, ct: Ct);
                break;
            case "removed":
                await Server.Stores.Subjects.RemoveAsync(Server.Site.Id, Alice.Id, Ct);
                break;
            case "password":
                await Server.ChangeUserAsync(Alice, person => person with { PasswordHash = null }, endEverything: true, ct: Ct);
                break;
            default:
                await Server.Stores.Subjects.EndEverythingAsync(Server.Site.Id, Alice.Id, Ct);
                break;
        }

        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task A_person_enabled_again_gets_nothing_back()
    {
        var code = await CodeAsync();
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        await Server.ChangeUserAsync(Alice, person => person with { Enabled = false }, ct: Ct);
        await Server.ChangeUserAsync(Alice, person => person with { Enabled = true }, ct: Ct);
        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RefreshAsync(refresh), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.False(await IsLiveAsync(access));
        Assert.True((await SpaApp.AuthAsync(UserName, Password)).Succeeded);
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task A_code_of_a_session_that_signed_out_is_refused()
    {
        using var browser = Browser();
        var code = SignInPage.Naive((await browser.SignInAsync(UserName, Password)).Headers["location"], RedirectUri)["code"];
        var page = await browser.GetAsync("/logout.html");
        var gone = await browser.SendAsync(HttpMethod.Post, "/logout.html", [new("form_token", SignInPage.FormTokenOf(page))]);
        Assert.Equal(HttpStatusCode.OK, gone.Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync()).Status);
        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
    }

    /// <summary>Trap 2: the row must outlive the code that names it.</summary>
    [Fact, Trait("Rule", "W-42")]
    public async Task A_revoked_grant_does_not_revive_its_code_however_often_the_server_cleans_up()
    {
        var code = await CodeAsync();
        var tokens = await SpaApp.RedeemAsync(code);
        await SpaApp.RevokeAsync(tokens.Text("access_token"));
        for (var minute = 0; minute < 12; minute++)
        {
            await Server.SweepAsync(Ct);
            IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
            Server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var grant = Server.Services.GetRequiredService<SealedHandles>().OpenRefreshToken(Server.Site.Id, new Secret(tokens.Text("refresh_token")))!.Grant;
        Server.Clock.Advance(TimeSpan.FromHours(2));
        await Server.SweepAsync(Ct);
        Assert.Null(await Server.Stores.Grants.FindAsync(Server.Site.Id, grant, Ct));
        IsRefused(await SpaApp.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await SpaApp.RefreshAsync(tokens.Text("refresh_token")), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-61"), Trait("Rule", "W-45")]
    public async Task A_restart_keeps_grants_keys_sessions_and_everything_that_was_ended()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var (live, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var (revoked, _) = await SpaApp.SignInAsync(UserName, Password);
        var spent = await CodeAsync();
        var replayed = (await SpaApp.RedeemAsync(spent)).Text("access_token");
        await SpaApp.RedeemAsync(spent);
        var own = (await ServiceApp.ClientCredentialsAsync()).Text("access_token");
        await ServiceApp.RevokeAsync(own);
        await SpaApp.RevokeAsync(revoked);
        var unspent = await CodeAsync();

        await RestartAsync();
        Assert.True(await IsLiveAsync(live));
        Assert.False(await IsLiveAsync(revoked));
        Assert.False(await IsLiveAsync(replayed));
        Assert.False((await ServiceApp.TokenInfoAsync(own)).Succeeded);
        IsRefused(await SpaApp.RedeemAsync(spent), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.True((await SpaApp.RedeemAsync(unspent)).Succeeded);
        Assert.True((await SpaApp.RefreshAsync(refresh)).Succeeded);
        using var same = Browser();
        foreach (var cookie in browser.Cookies) same.Cookies[cookie.Key] = cookie.Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await same.OpenAsync()).Status);
    }

    /// <summary>Trap 4: a lost answer after COMMIT is no theft. The store has its own tests; here the caller never notices.</summary>
    [Fact, Trait("Rule", "W-42"), Trait("Rule", "W-45")]
    public async Task An_answer_lost_after_the_commit_is_no_theft()
    {
        var code = await CodeAsync();
        Answer tokens, renewed;
        using (Server.LoseOneAnswer()) tokens = await SpaApp.RedeemAsync(code);
        using (Server.LoseOneAnswer()) renewed = await SpaApp.RefreshAsync(tokens.Text("refresh_token"));
        Assert.True(await IsLiveAsync(renewed.Text("access_token")));
        Assert.True((await SpaApp.RefreshAsync(renewed.Text("refresh_token"))).Succeeded);
    }

    /// <summary>Trap 5: after a restored backup, tokens in the field are newer than the database.</summary>
    [Fact, Trait("Rule", "W-45")]
    public async Task A_token_newer_than_a_restored_backup_is_honoured_and_reported()
    {
        var (_, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var backup = Path.Combine(Server.Options.Folder!, "backup");
        await RestartAsync(folder => Copy(folder, backup));
        var renewed = (await SpaApp.RefreshAsync(refresh)).Text("refresh_token");
        renewed = (await SpaApp.RefreshAsync(renewed)).Text("refresh_token");
        await RestartAsync(folder =>
        {
            foreach (var file in Directory.GetFiles(folder, "vestibule.db*")) File.Delete(file);
            Copy(backup, folder);
        });
        var ahead = await SpaApp.RefreshAsync(renewed);
        Assert.True(ahead.Succeeded);
        Assert.NotEmpty(Server.Log.Containing("Security event GenerationAhead"));
        Assert.True((await SpaApp.RefreshAsync(ahead.Text("refresh_token"))).Succeeded);
        Server.Clock.Advance(TimeSpan.FromSeconds(11));
        IsRefused(await SpaApp.RefreshAsync(refresh), HttpStatusCode.BadRequest, "invalid_grant");
    }

    /// <summary>Trap 6: see also the tests of W-83.</summary>
    [Fact, Trait("Rule", "W-83")]
    public async Task A_code_in_another_client_s_hands_ends_nothing()
    {
        var code = await CodeAsync();
        var tokens = await SpaApp.RedeemAsync(code);
        IsRefused(await WebApp.RedeemAsync(code, ("x-redirect-uri", RedirectUri)), HttpStatusCode.BadRequest, "invalid_grant");
        Assert.True(await IsLiveAsync(tokens.Text("access_token")));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "vestibule.db*")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Handles;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>Many requests at once.</summary>
public sealed class RaceTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-42"), Trait("Attack", "6")]
    public async Task Of_50_parallel_redemptions_one_wins_and_the_loss_ends_the_grant()
    {
        var code = await CodeAsync();
        var answers = await AtOnceAsync(50, () => SpaApp.RedeemAsync(code));
        var winner = Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Except([winner]), answer => IsRefused(answer, HttpStatusCode.BadRequest, "invalid_grant"));
        Assert.False(await IsLiveAsync(winner.Text("access_token")));
        IsRefused(await SpaApp.RefreshAsync(winner.Text("refresh_token")), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact, Trait("Rule", "W-45"), Trait("Attack", "1")]
    public async Task Fifty_parallel_refreshes_give_one_generation()
    {
        var (_, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var answers = await AtOnceAsync(50, () => SpaApp.RefreshAsync(refresh));
        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        var opened = answers.Select(answer => Open(answer.Text("refresh_token"))).ToList();
        Assert.All(opened, token => Assert.Equal(2, token.Generation));
        Assert.Equal(2, (await Server.Stores.Grants.FindAsync(Server.Site.Id, opened[0].Grant, Ct))!.Generation);
        foreach (var answer in answers.Take(3)) Assert.True(await IsLiveAsync(answer.Text("access_token")));
        Assert.True((await SpaApp.RefreshAsync(answers[17].Text("refresh_token"))).Succeeded);
    }

    [Fact, Trait("Rule", "W-45"), Trait("Attack", "1"), Trait("Attack", "2")]
    public async Task Of_50_parallel_refreshes_without_grace_one_succeeds_and_the_grant_ends()
    {
        var app = await AddAppAsync(PublicClient with { RefreshGrace = TimeSpan.Zero });
        var (_, refresh) = await app.SignInAsync(UserName, Password);
        var answers = await AtOnceAsync(50, () => app.RefreshAsync(refresh));
        var winner = Assert.Single(answers, answer => answer.Succeeded);
        Assert.False(await IsLiveAsync(winner.Text("access_token")));
    }

    [Fact, Trait("Rule", "W-61")]
    public async Task A_refresh_that_races_with_a_revocation_leaves_nothing_alive()
    {
        for (var round = 0; round < 10; round++)
        {
            var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
            var refreshing = SpaApp.RefreshAsync(refresh);
            var revoking = SpaApp.RevokeAsync(access);
            var renewed = await refreshing;
            Assert.Equal(HttpStatusCode.OK, (await revoking).Status);
            if (renewed.Succeeded) Assert.False(await IsLiveAsync(renewed.Text("access_token")));
        }
    }

    private RefreshToken Open(string token) =>
        Server.Services.GetRequiredService<SealedHandles>().OpenRefreshToken(Server.Site.Id, new Secret(token))!;

    private static async Task<Answer[]> AtOnceAsync(int many, Func<Task<Answer>> call) =>
        await Task.WhenAll(Enumerable.Range(0, many).Select(_ => Task.Run(call)));
}

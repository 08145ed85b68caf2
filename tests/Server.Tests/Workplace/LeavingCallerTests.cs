using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Endpoints.Revoke;
using Vestibule.Engine.Endpoints.Token;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;

namespace Server.Tests.Workplace;

/// <summary>Callers that hang up while the server works for them.</summary>
public sealed class LeavingCallerTests : WorkplaceTest
{
    [Fact, Trait("Rule", "W-61")]
    public async Task Who_revokes_and_leaves_has_revoked()
    {
        var (first, _) = await SpaApp.SignInAsync(UserName, Password);
        var (second, _) = await SpaApp.SignInAsync(UserName, Password);
        using var leaves = new CancellationTokenSource();
        Task waiting, left;
        using (Server.HoldCommits(out var held))
        {
            waiting = SpaApp.RevokeAsync(first);
            await held.WaitAsync(Ct);
            left = Server.Services.GetRequiredService<Revocation>().RevokeAsync(Server.Site, new Secret(second), caller: null, leaves.Token);
            await leaves.CancelAsync();
        }

        await waiting;
        await left.ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);
        await Server.CatchUpAsync(Ct);
        Assert.Equal("invalid_token", (await SpaApp.TokenInfoAsync(second)).Error);
    }

    [Fact, Trait("Rule", "W-45")]
    public async Task Who_replays_and_leaves_is_noted_all_the_same()
    {
        var (_, spent) = await SpaApp.SignInAsync(UserName, Password);
        var (access, next) = await RefreshedAsync(spent);
        _ = await RefreshedAsync(next);
        using var leaves = new CancellationTokenSource();
        Task left;
        using (Server.HoldCommits(out var held))
        {
            left = Server.Services.GetRequiredService<TokenExchange>().HandleAsync(Server.Site, new TokenRequest.RefreshToken
            {
                Client = new PresentedClient(Spa.Id, null, ClientAuthenticationMethod.None),
                Token = new Secret(spent),
            }, leaves.Token);
            await held.WaitAsync(Ct);
            await leaves.CancelAsync();
        }

        await left.ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.Single(Server.Log.Containing("Security event RefreshTokenReplayed"));
        Assert.Equal("invalid_token", (await SpaApp.TokenInfoAsync(access)).Error);
    }

    [Fact, Trait("Rule", "W-11")]
    public async Task A_stranger_with_wrong_secrets_does_not_fill_the_audit_table()
    {
        for (var i = 0; i < 30; i++) Assert.Equal("invalid_client", (await ServiceApp.ClientCredentialsAsync(("x-client-secret", "wrong"))).Error);
        Assert.Single(Server.Log.Containing("Security event ClientAuthenticationFailed"));
    }

    private async Task<(string AccessToken, string RefreshToken)> RefreshedAsync(string token)
    {
        var answer = await SpaApp.RefreshAsync(token);
        return (answer.Text("access_token"), answer.Text("refresh_token"));
    }
}

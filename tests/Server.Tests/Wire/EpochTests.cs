using Vestibule.Engine.Model.Clients;
using Vestibule.Testing;

namespace Server.Tests.Wire;

/// <summary>"Everything before now ends" is honoured wherever something from before can be presented.</summary>
[Trait("Rule", "S-7")]
public sealed class EpochTests
{
    private const string Password = "correct horse battery staple";

    [Fact]
    public async Task Attack_43_Ending_everything_of_a_person_is_honoured_by_codes_refreshes_introspection_and_the_API()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await AuthServer.StartAsync(ct: ct);
        var client = await server.AddClientAsync(new NewClient
        {
            Name = "Before",
            Type = ClientType.Public,
            RedirectUris = ["https://app.example.com/cb"],
            Legacy = true,
            HeadlessAuthorization = true,
        }, ct);
        var alice = await server.AddUserAsync("alice", Password, ct: ct);
        var app = new WorkplaceApp(server, client);
        var (accessToken, refreshToken) = await app.SignInAsync("alice", Password);
        var code = (await app.AuthAsync("alice", Password)).Text("code");
        Assert.True((await app.MeAsync(accessToken)).Succeeded);

        await server.Stores.Subjects.EndEverythingAsync(server.Site.Id, alice.Id, ct);
        await server.CatchUpAsync(ct);

        Assert.Equal("invalid_token", (await app.TokenInfoAsync(accessToken)).Error);
        Assert.Equal(401, (int)(await app.MeAsync(accessToken)).Status);
        Assert.Equal(401, (int)(await app.MeAsync(accessToken, "x-access-token")).Status);
        Assert.Equal("invalid_grant", (await app.RefreshAsync(refreshToken)).Error);
        Assert.Equal("invalid_grant", (await app.RedeemAsync(code)).Error);

        var (after, _) = await app.SignInAsync("alice", Password);
        Assert.True((await app.MeAsync(after)).Succeeded);
    }
}

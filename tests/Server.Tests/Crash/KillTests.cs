using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Server.Tests.Commands;

namespace Server.Tests.Crash;

public sealed class KillTests : IDisposable
{
    private const int Rounds = 20;
    private const string RedirectUri = "https://app.example/cb";
    private readonly DataFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "W-45")]
    public async Task Attack_03_Killed_twenty_times_under_load_it_loses_no_acknowledged_grant_and_accepts_no_spent_token()
    {
        // The same port at each start: the site's address stays what it was, and applications find it again.
        var port = FreePort();
        var server = await ServingProgram.StartAsync(folder, "demo", port);
        using var http = new HttpClient { BaseAddress = server.Address };
        try
        {
            var clientId = await AddClientAsync();
            var (userName, password) = ReadUser();
            var chains = new List<GrantChain>();
            for (var i = 0; i < 12; i++) chains.Add(await GrantChain.SignInAsync(http, clientId, RedirectUri, userName, password, Ct));

            for (var round = 1; round <= Rounds; round++)
            {
                await LoadUntilKilledAsync(server, chains, answers: 40 + (round * 7 % 60));
                await server.DisposeAsync();
                server = await ServingProgram.StartAsync(folder, "demo", port);

                // Whatever was in the air when the node died: what the application holds still works.
                await Task.WhenAll(chains.Select(chain => chain.RefreshAsync(Ct)));
                chains[round % chains.Count] = await SacrificeAsync(chains[round % chains.Count], http, clientId, userName, password);
            }

            var check = await VestibuleProgram.RunAsync(["db", "check", "--data", folder.Path]);
            Assert.True(check.Code == 0, check.Out + check.Error);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A token two generations old is refused after the crash, and takes its whole grant with it.</summary>
    private static async Task<GrantChain> SacrificeAsync(GrantChain chain, HttpClient http, string clientId, string userName, string password)
    {
        var replay = await chain.PresentAsync(Assert.IsType<string>(chain.LongSpent), Ct);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (replay.Status, replay.Error));
        Assert.Equal("invalid_grant", (await chain.PresentAsync(chain.Current, Ct)).Error);
        return await GrantChain.SignInAsync(http, clientId, RedirectUri, userName, password, Ct);
    }

    /// <summary>Every chain refreshes as fast as it can; after so many answers the server is killed, with requests in the air.</summary>
    private static async Task LoadUntilKilledAsync(ServingProgram server, IReadOnlyCollection<GrantChain> chains, int answers)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counted = 0;
        var load = chains.Select(async chain =>
        {
            try
            {
                while (true)
                {
                    await chain.RefreshAsync(Ct);
                    if (Interlocked.Increment(ref counted) == answers) enough.TrySetResult();
                }
            }
            catch (HttpRequestException)
            {
                // The server died. Whether it did what was asked last is not known.
            }
            catch (IOException)
            {
                // It died while it answered.
            }
        }).ToArray();
        await Task.WhenAny(enough.Task, Task.WhenAll(load));
        await server.KillAsync();
        await Task.WhenAll(load);
        Assert.True(enough.Task.IsCompletedSuccessfully, "The load ended before the server was killed.");
    }

    /// <summary>With a long grace, because a busy machine may take its time to start again: what is tested is the order of things, not a clock.</summary>
    private async Task<string> AddClientAsync()
    {
        var added = await VestibuleProgram.RunAsync(["client", "add", "--data", folder.Path, "--json", "--name", "Crash", "--type", "public",
            "--redirect-uri", RedirectUri, "--legacy", "--headless", "--refresh-grace", "600"]);
        return added.Json.GetProperty("clientId").GetString()!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private (string UserName, string Password) ReadUser()
    {
        var user = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "demo.json"))).RootElement.GetProperty("user");
        return (user.GetProperty("userName").GetString()!, user.GetProperty("password").GetString()!);
    }
}

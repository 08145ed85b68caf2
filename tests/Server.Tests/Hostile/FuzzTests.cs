using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Server.Tests.Workplace;
using Vestibule.Testing;

namespace Server.Tests.Hostile;

/// <summary>Twenty thousand hostile requests: never a fault of the server, never 403 where clients would ask again without end.</summary>
public sealed class FuzzTests : WorkplaceTest
{
    private const int Requests = 20_000, Connections = 8;

    protected override AuthServerOptions Options => new() { LogLevel = LogLevel.Warning };

    [Fact, Trait("Attack", "71"), Trait("Attack", "75"), Trait("Rule", "W-46"), Trait("Rule", "W-6")]
    public async Task Twenty_thousand_hostile_requests_bring_no_5xx_and_no_403_and_the_server_works_afterwards()
    {
        var seed = Seed();
        TestContext.Current.SendDiagnosticMessage("Fuzz seed: {0}", seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"Fuzz seed: {seed}. Repeat with the environment variable FUZZ_SEED.");
        var plausible = await PlausibleAsync();
        var honest = await HonestAsync(plausible);

        var statuses = await Task.WhenAll(Enumerable.Range(0, Connections).Select(worker => Task.Run(() => WorkAsync(seed, worker, plausible, honest))));
        var counts = statuses.SelectMany(counted => counted).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));

        // The requests got past the first check: answers of every kind came.
        Assert.All(new[] { 200, 204, 303, 400, 401, 404, 405 }, status => Assert.True(counts.GetValueOrDefault(status) > 20, $"seed {seed}: only {counts.GetValueOrDefault(status)} × {status}"));
        Assert.Empty(Server.Log.Containing("A defect"));
        Assert.Empty(Server.Log.Containing("storage cannot be reached"));

        // Guesses at her password from this address were among them.
        Server.Clock.Advance(TimeSpan.FromMinutes(16));
        var (access, refresh) = await SpaApp.SignInAsync("carol", Password);
        Assert.True(await IsLiveAsync(access));
        Assert.True((await SpaApp.RefreshAsync(refresh)).Succeeded);
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.ChangeSiteAsync(site => site with { HeaderCredentials = true }, Ct);
        // Known at this address, so that the guesses of the others do not lock her out.
        await Server.AddUserAsync("carol", Password, ct: Ct);
        await SpaApp.SignInAsync("carol", Password);
    }

    private async Task<Dictionary<int, int>> WorkAsync(ulong seed, int worker, IReadOnlyList<string> plausible, IReadOnlyList<HonestRequest> honest)
    {
        var requests = new HostileRequests(new SeededGenerator(seed + (ulong)worker), new Uri(Server.Url).Authority, plausible, honest);
        var counts = new Dictionary<int, int>();
        RawConnection? connection = null;
        try
        {
            for (var i = 0; i < Requests / Connections; i++)
            {
                if (connection is not { IsOpen: true })
                {
                    connection?.Dispose();
                    connection = await RawConnection.OpenAsync(Server, Ct);
                }

                var request = requests.Next();
                var answer = await AnswerAsync(connection, request, seed, worker, i);
                if (answer is null) continue;
                Check(answer, request, $"seed {seed}, worker {worker}, request {i}");
                counts[(int)answer.Status] = counts.GetValueOrDefault((int)answer.Status) + 1;
            }
        }
        finally
        {
            connection?.Dispose();
        }

        return counts;
    }

    private static async Task<Answer?> AnswerAsync(RawConnection connection, string request, ulong seed, int worker, int number)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            return await connection.SendAsync(request, patience.Token);
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer in 30 s: seed {seed}, worker {worker}, request {number}:\n{request}");
        }
    }

    private static void Check(Answer answer, string request, string where)
    {
        Assert.True((int)answer.Status < 500, $"{(int)answer.Status} at {where}:\n{request}\n{answer.Body}");
        var target = request.Split(' ')[1];
        if (target.StartsWith("/external/api/oauth2", StringComparison.OrdinalIgnoreCase)) Assert.True(answer.Status != HttpStatusCode.Forbidden, $"403 at {where}:\n{request}");
        if (answer.Headers.GetValueOrDefault("location") is { } location) Assert.True(location.StartsWith(RedirectUri + "#", StringComparison.Ordinal), $"{location} at {where}:\n{request}");
    }

    /// <summary>What an honest client would send, live tokens and codes among it.</summary>
    private async Task<IReadOnlyList<string>> PlausibleAsync()
    {
        using var browser = Browser();
        await browser.SignInAsync("carol", Password);
        var list = new List<string>
        {
            Spa.Id, Spa.Id, Spa.Id, Web.Id, Service.Id, Web.Secret!.Value.Reveal(), Service.Secret!.Value.Reveal(), RedirectUri, RedirectUri, Verifier, CodeChallenge, "S256",
            UserName, Password, "code", "email", "s", "authorization_code", "refresh_token", "client_credentials", "https://app.example.com", browser.CookieHeader,
        };
        for (var i = 0; i < 5; i++)
        {
            var (access, refresh) = await SpaApp.SignInAsync("carol", Password);
            list.AddRange([access, "Bearer " + access, refresh, (await SpaApp.AuthAsync("carol", Password)).Text("code")]);
        }

        return list;
    }

    private async Task<IReadOnlyList<HonestRequest>> HonestAsync(IReadOnlyList<string> plausible)
    {
        var (access, refresh) = await SpaApp.SignInAsync("carol", Password);
        var code = await SpaApp.AuthAsync("carol", Password);
        (string, string)[] client = [("x-client-id", Spa.Id), ("x-redirect-uri", RedirectUri), ("x-scope", "email")];
        (string, string)[] query = [("response_type", "code"), ("client_id", Spa.Id), ("redirect_uri", RedirectUri), ("scope", "email"), ("state", "s")];
        (string, string)[] pkce = [("code_challenge", CodeChallenge), ("code_challenge_method", "S256")];
        const string oauth = "/external/api/oauth2/", rest = "/external/api/rest/v2/";
        return
        [
            new("POST", oauth + "auth", [], [.. client, ("x-auth-username", "carol"), ("x-auth-password", Password), ("x-code-challenge", CodeChallenge), ("x-code-challenge-method", "S256")]),
            new("POST", oauth + "token", [], [("x-grant-type", "authorization_code"), .. client, ("x-auth-code", code.Text("code"))]),
            new("POST", oauth + "token", [], [("x-grant-type", "refresh_token"), .. client, ("x-refresh-token", refresh)]),
            new("POST", oauth + "token", [], [("x-grant-type", "client_credentials"), ("x-client-id", Service.Id), ("x-client-secret", Service.Secret!.Value.Reveal())]),
            new("GET", oauth + "tokeninfo", [], [("x-token", access), ("Origin", "https://app.example.com")]),
            new("GET", oauth + "revoke", [], [("x-token", plausible[^4])]),
            new("GET", rest + "users/me", [("selector", "email,userType(name)")], [("Authorization", $"Bearer {access}")]),
            new("GET", rest + "users", [("search", "a"), ("limit", "50"), ("startAt", "0"), ("orderBy", "id"), ("orderByType", "desc")], [("x-access-token", access)]),
            new("GET", "/login.html", [.. query, .. pkce], [("Cookie", plausible.First(value => value.Contains("vst-session", StringComparison.Ordinal)))]),
            new("GET", "/login.html", query, []),
        ];
    }

    private static ulong Seed() => ulong.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), CultureInfo.InvariantCulture, out var given)
        ? given : BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
}

using System.Net;
using System.Text.Json;
using Browser.Tests.Setting;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Vestibule.Engine.Model.Clients;
using Vestibule.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The app in <c>samples/spa</c>, served by its one command, from sign-in to sign-out.</summary>
public sealed class SampleTests(Chromium chromium)
{
    private const string Token = "POST /external/api/oauth2/token → ";
    private const string Me = "GET /external/api/rest/v2/users/me → ";
    private const string Revoke = "GET /external/api/oauth2/revoke → ";

    [Fact]
    public async Task The_app_signs_in_shows_the_person_renews_before_expiry_and_signs_out()
    {
        await using var stage = await Stage.SetAsync(chromium);
        var page = stage.Page;
        await page.Clock.InstallAsync();
        await stage.SignInAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "alice Example" })).ToBeVisibleAsync();
        await Expect(page.GetByText("alice@example.com")).ToBeVisibleAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200);
        Assert.Equal(stage.Sample.Url + "/", page.Url);
        var first = await stage.TokensAsync();
        Assert.Equal(600_000, first.GetProperty("lifetime").GetInt64());

        // Nine and a half minutes of the ten: renewed, before the access token has ended, without a click.
        stage.Server.Clock.Advance(TimeSpan.FromMinutes(9.5));
        await page.Clock.FastForwardAsync("09:30");
        await stage.ExpectCallsAsync(Token + 200, Me + 200, Token + 200);
        var second = await stage.TokensAsync();
        Assert.NotEqual(first.GetProperty("access_token").GetString(), second.GetProperty("access_token").GetString());
        Assert.NotEqual(first.GetProperty("refresh_token").GetString(), second.GetProperty("refresh_token").GetString());

        // The access token has ended, and the page does not know: 401, one renewal, one more try.
        stage.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        await page.GetByRole(AriaRole.Button, new() { Name = "Call the API again" }).ClickAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200, Token + 200, Me + 401, Token + 200, Me + 200);

        var last = await stage.TokensAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out of this app.");
        await Expect(page.Locator("#calls li").Last).ToHaveTextAsync(Revoke + 200);
        Assert.Equal("null", await page.EvaluateAsync<string>("String(localStorage.getItem('tokens'))"));
        var app = new WorkplaceApp(stage.Server, stage.Client);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.MeAsync(last.GetProperty("access_token").GetString()!)).Status);
        Assert.Equal("invalid_grant", (await app.RefreshAsync(last.GetProperty("refresh_token").GetString()!)).Error);
        stage.Complaints.AssertNone();
    }

    [Fact]
    public async Task The_app_stays_signed_in_when_the_page_is_loaded_again()
    {
        await using var stage = await Stage.SetAsync(chromium);
        await stage.SignInAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200);
        await stage.Page.ReloadAsync();
        await stage.ExpectCallsAsync(Me + 200);
    }

    [Fact]
    public async Task Access_that_was_ended_elsewhere_ends_in_the_app()
    {
        await using var stage = await Stage.SetAsync(chromium);
        await stage.SignInAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200);
        await new WorkplaceApp(stage.Server, stage.Client).RevokeAsync((await stage.TokensAsync()).GetProperty("refresh_token").GetString()!);

        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Call the API again" }).ClickAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200, Me + 401, Token + 400);
        await Expect(stage.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your access has ended. Please sign in again.");
        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_403_is_said_and_starts_no_renewal()
    {
        await using var stage = await Stage.SetAsync(chromium);
        await stage.SignInAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200);
        await stage.Page.RouteAsync("**/users/me", route => route.FulfillAsync(new()
        {
            Status = 403,
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = stage.Sample.Url },
        }));
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Call the API again" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You may not see this.");
        await stage.ExpectCallsAsync(Token + 200, Me + 200, Me + 403);
    }

    [Fact]
    public async Task A_code_that_the_app_did_not_ask_for_is_refused()
    {
        await using var stage = await Stage.SetAsync(chromium);
        var code = await new WorkplaceApp(stage.Server, stage.Client).AuthAsync(Scene.UserName, Scene.Password);
        await stage.Page.GotoAsync($"{stage.Sample.Url}/#code={code.Text("code")}&appCode=x&state=guessed");
        await Expect(stage.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("This answer was not meant for this page. Please sign in again.");
        await stage.ExpectCallsAsync();
    }

    [Theory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_in_the_app(ColorScheme scheme)
    {
        await using var stage = await Stage.SetAsync(chromium, new() { ColorScheme = scheme });
        await stage.SignInAsync();
        await stage.ExpectCallsAsync(Token + 200, Me + 200);
        Assert.Empty((await stage.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
    }

    /// <summary>A server, the sample on an origin of its own, and a browser before it.</summary>
    private sealed class Stage(AuthServer server, StartedProgram sample, RegisteredClient client, IBrowserContext context, IPage page) : IAsyncDisposable
    {
        internal AuthServer Server => server;

        internal StartedProgram Sample => sample;

        internal RegisteredClient Client => client;

        internal IPage Page => page;

        internal Complaints Complaints { get; } = new(context);

        internal static async Task<Stage> SetAsync(Chromium chromium, BrowserNewContextOptions? options = null)
        {
            var server = await AuthServer.StartAsync();
            await server.AddUserAsync(Scene.UserName, Scene.Password);
            var sample = await StartedProgram.StartAsync("dotnet", "run", "samples/spa/serve.cs", "--", "--site", server.Url, "--client", "sample", "--port", "0");
            var client = await server.AddClientAsync(new NewClient
            {
                Id = "sample",
                Name = "Sample app",
                Type = ClientType.Public,
                RedirectUris = [sample.Url + "/"],
                FirstParty = true,
                Legacy = true,
                HeadlessAuthorization = true,
                AccessTokenLifetime = TimeSpan.FromMinutes(10),
            });
            var context = await chromium.NewContextAsync(options);
            return new Stage(server, sample, client, context, await context.NewPageAsync());
        }

        internal async Task SignInAsync()
        {
            await page.GotoAsync(sample.Url + "/");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await page.GetByLabel("User name").FillAsync(Scene.UserName);
            await page.GetByLabel("Password").FillAsync(Scene.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        }

        internal Task ExpectCallsAsync(params string[] calls) => Expect(page.Locator("#calls li")).ToHaveTextAsync(calls);

        internal async Task<JsonElement> TokensAsync() =>
            JsonDocument.Parse(await page.EvaluateAsync<string>("localStorage.getItem('tokens')")).RootElement;

        public async ValueTask DisposeAsync()
        {
            await context.DisposeAsync();
            await sample.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}

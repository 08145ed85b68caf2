using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Browser.Tests.Setting;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The program as a newcomer starts it, with the sample before it.</summary>
public sealed class DemoTests(Chromium chromium)
{
    [Fact]
    public async Task The_demo_serves_the_sample_from_sign_in_to_sign_out()
    {
        var folder = Directory.CreateTempSubdirectory("vestibule-demo-");
        try
        {
            await using var server = await StartedProgram.StartAsync(Repository.PathOf("vestibule"), "demo", "--data", folder.FullName, "--urls", $"http://localhost:{FreePort()}");
            using var demo = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "demo.json"), TestContext.Current.CancellationToken));
            await LiveAsync(server.Url, demo.RootElement);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task LiveAsync(string site, JsonElement demo)
    {
        var (user, client) = (demo.GetProperty("user"), demo.GetProperty("clients").GetProperty("legacy"));
        // Chromium holds a page that came from no network for one of the public network, and asks before that may call this machine.
        await using var context = await chromium.NewContextAsync(new() { Permissions = ["local-network-access"] });
        var complaints = new Complaints(context);
        var app = client.GetProperty("redirectUri").GetString()!;
        await ServeSampleAsync(context, app, site, client.GetProperty("clientId").GetString()!);
        var page = await context.NewPageAsync();
        await page.GotoAsync(app);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByText("Demo app of the document")).ToBeVisibleAsync();
        await page.GetByLabel("User name").FillAsync(user.GetProperty("userName").GetString()!);
        await page.GetByLabel("Password").FillAsync(user.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Alice Adams" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Renew now" }).ClickAsync();
        await Expect(page.Locator("#calls li")).ToHaveCountAsync(3);
        var token = await page.EvaluateAsync<string>("JSON.parse(localStorage.getItem('tokens')).access_token");
        Assert.Equal(HttpStatusCode.OK, await MeAsync(site, token));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out of this app.");
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(site, token));
        complaints.AssertNone();
    }

    /// <summary>The demo's app has a port of its own, which another program may hold: the browser is given the sample's files for that address.</summary>
    private static Task<IAsyncDisposable> ServeSampleAsync(IBrowserContext context, string app, string site, string clientId) => context.RouteAsync(app + "**", route =>
        new Uri(route.Request.Url).AbsolutePath switch
        {
            "/settings.js" => route.FulfillAsync(new()
            {
                ContentType = "text/javascript",
                Body = $"export default {{ site: '{site}', clientId: '{clientId}' }};",
            }),
            "/" => route.FulfillAsync(new() { Path = Repository.PathOf("samples", "spa", "index.html") }),
            var path => route.FulfillAsync(new() { Path = Repository.PathOf("samples", "spa", path[1..]) }),
        });

    private static async Task<HttpStatusCode> MeAsync(string site, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, site + "/external/api/rest/v2/users/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

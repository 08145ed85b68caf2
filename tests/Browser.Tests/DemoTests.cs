using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Browser.Tests.Setting;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The program as a newcomer starts it, and the sample before it, each by its command.</summary>
public sealed class DemoTests(Chromium chromium)
{
    private const string ClientId = "sample-app";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_registers_the_sample_at_a_running_demo_and_an_employee_signs_in_and_out()
    {
        var folder = Directory.CreateTempSubdirectory("vestibule-demo-");
        try
        {
            var program = Repository.PathOf("vestibule");
            await using var server = await StartedProgram.StartAsync(program, "demo", "--data", folder.FullName, "--urls", $"http://localhost:{FreePort()}");
            await using var sample = await StartedProgram.StartAsync("dotnet", "run", "samples/spa/serve.cs", "--", "--site", server.Url, "--client", ClientId, "--port", "0");
            await using (var added = await StartedProgram.RunAsync(program, "client", "add", "--data", folder.FullName, "--id", ClientId, "--name", "Sample app", "--type", "public",
                "--redirect-uri", sample.Url + "/", "--first-party", "true", "--legacy", "true")) Assert.Equal(0, added.ExitCode);
            await UntilKnownAsync(server.Url, sample.Url);
            using var demo = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "demo.json"), Ct));
            await LiveAsync(server.Url, sample.Url, demo.RootElement.GetProperty("user"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task LiveAsync(string site, string app, JsonElement user)
    {
        await using var context = await chromium.NewContextAsync();
        var complaints = new Complaints(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(app + "/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByText("to continue to Sample app")).ToBeVisibleAsync();
        await page.GetByLabel("User name").FillAsync(user.GetProperty("userName").GetString()!);
        await page.GetByLabel("Password").FillAsync(user.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Alice Adams" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Renew now" }).ClickAsync();
        await Expect(page.Locator("#calls li").Nth(2)).ToHaveTextAsync("POST /external/api/oauth2/token → 200");
        var token = await page.EvaluateAsync<string>("JSON.parse(localStorage.getItem('tokens')).access_token");
        Assert.Equal(HttpStatusCode.OK, await MeAsync(site, token));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out of this app.");
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(site, token));
        complaints.AssertNone();
    }

    /// <summary>A running server notices what the command line did; here only that it does, not how soon.</summary>
    private static async Task UntilKnownAsync(string site, string app)
    {
        using var http = new HttpClient();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var url = $"{site}/login.html?response_type=code&client_id={ClientId}&redirect_uri={Uri.EscapeDataString(app + "/")}&scope=email&state=s";
        for (var tries = 0; tries < 600; tries++)
        {
            using var response = await http.GetAsync(url, Ct);
            if (response.IsSuccessStatusCode) return;
            await again.WaitForNextTickAsync(Ct);
        }

        Assert.Fail("The server did not notice the new client.");
    }

    private static async Task<HttpStatusCode> MeAsync(string site, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, site + "/external/api/rest/v2/users/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, Ct);
        return response.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vestibule.Engine.Model.Clients;
using Vestibule.Testing;

namespace Browser.Tests.Setting;

/// <summary>What the tests of the pages have in common: a server with a person and an app, and a browser before it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    internal const string SiteName = "Acme Workplace";
    internal const string UserName = "alice";
    internal const string Password = "correct horse battery staple";

    private Scene(AuthServer server, StaticPages app, RegisteredClient client, IBrowserContext context, IPage page) =>
        (Server, App, Client, Context, Page, Complaints) = (server, app, client, context, page, new Complaints(context));

    internal AuthServer Server { get; }

    internal StaticPages App { get; }

    internal RegisteredClient Client { get; }

    internal IBrowserContext Context { get; }

    internal IPage Page { get; }

    /// <summary>What the browser complained about.</summary>
    internal Complaints Complaints { get; }

    internal static async Task<Scene> SetAsync(Chromium chromium, BrowserNewContextOptions? options = null, params (string Path, string Html)[] more)
    {
        var server = await AuthServer.StartAsync(new AuthServerOptions { Site = site => site with { Name = SiteName } });
        var app = await StaticPages.StartAsync(more);
        await server.AddUserAsync(UserName, Password);
        var client = await server.AddClientAsync(new NewClient
        {
            Name = "Room planner",
            Type = ClientType.Public,
            RedirectUris = [app.RedirectUri, "com.example.app:/cb"],
            FirstParty = true,
            Legacy = true,
            HeadlessAuthorization = true,
        });
        var context = await chromium.NewContextAsync(options);
        return new Scene(server, app, client, context, await context.NewPageAsync());
    }

    /// <summary>The address of the sign-in page with the five parameters, encoded as the document's readers do.</summary>
    internal string LoginUrl(string state = "s1", string more = "", string? redirectUri = null) =>
        $"{Server.Url}/login.html?response_type=code&client_id={Client.Id}&redirect_uri={Uri.EscapeDataString(redirectUri ?? App.RedirectUri)}"
        + $"&scope=email&state={Uri.EscapeDataString(state)}{more}";

    /// <summary>Opens the sign-in page.</summary>
    internal async Task<IResponse> OpenLoginAsync(string state = "s1", string more = "", string? redirectUri = null) =>
        (await Page.GotoAsync(LoginUrl(state, more, redirectUri)))!;

    /// <summary>Fills the form in and presses the button; returns the answer to the form.</summary>
    internal Task<IResponse> SubmitAsync(string userName = UserName, string password = Password) =>
        Page.RunAndWaitForResponseAsync(() => FillAndPressAsync(userName, password), response => response.Request.Method == "POST");

    /// <summary>Fills the form in and presses the button.</summary>
    internal async Task FillAndPressAsync(string userName = UserName, string password = Password)
    {
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Signs in and waits for the app's page.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> SignInAsync(string state = "s1", string more = "")
    {
        await OpenLoginAsync(state, more);
        await SubmitAsync();
        return await ArriveAsync();
    }

    /// <summary>Waits until the browser is at the app, and reads the answer from the address as existing clients do (W-21).</summary>
    internal async Task<IReadOnlyDictionary<string, string>> ArriveAsync()
    {
        // The address alone: waiting for the page's load event as well can miss an event that came before the wait began.
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("^" + Regex.Escape(App.RedirectUri)), new() { Timeout = 30_000 });
        return Page.Url[(App.RedirectUri.Length + 1)..].Split('&').Select(pair => pair.Split('='))
            .ToDictionary(parts => parts[0], parts => Uri.UnescapeDataString(parts[1]));
    }

    /// <summary>The answer as the app's own script read it.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> ReadByScriptAsync() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>((await Page.Locator("#answer").TextContentAsync())!)!;

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }
}

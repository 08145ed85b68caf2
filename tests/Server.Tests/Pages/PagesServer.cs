using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;
using Vestibule.Server.Hosting;
using Vestibule.Server.Http;
using Vestibule.Server.Http.Wire.Workplace;
using Vestibule.Server.Keys;
using Vestibule.Server.Pages;
using Vestibule.Store.Sqlite;

namespace Server.Tests.Pages;

/// <summary>The pages on a real server: Kestrel, SQLite, accounts and engine, with one site, one person and one client.</summary>
public sealed class PagesServer : IAsyncLifetime
{
    internal const string Password = "correct horse battery staple";
    internal const string RedirectUri = "https://app.example.com/cb";
    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Post = [HttpMethods.Post];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vestibule-pages-");
    private SqliteStores stores = null!;
    private WebApplication app = null!;

    internal Uri Address { get; private set; } = null!;

    /// <summary>A sound request for authorization.</summary>
    internal static string LoginPath(string more = "", string? redirectUri = null, string responseType = "code", string client = "spa") =>
        $"/login.html?response_type={responseType}&client_id={client}&redirect_uri={Uri.EscapeDataString(redirectUri ?? RedirectUri)}&scope=email&state=s%20t%26%23%2B{more}";

    public async ValueTask InitializeAsync()
    {
        stores = SqliteStores.Open(folder.FullName, TimeProvider.System);
        app = Build(stores, MasterKey.FromFile(Path.Combine(folder.FullName, "master.key")));
        await app.Services.GetRequiredService<ChangeFollower>().CatchUpAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await FillAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await stores.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A browser with cookies of its own that follows no redirects.</summary>
    internal Browser OpenBrowser() => new(Address);

    /// <summary>A person of their own for tests that wear out a budget.</summary>
    internal async Task AddPersonAsync(string userName, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<SubjectAccounts>().CreateAsync((await stores.Sites.ListAsync(ct))[0], new NewSubject
        {
            UserName = userName,
            Email = $"{userName}@example.com",
            Password = new Secret(Password),
            Profile = new SubjectProfile { FirstName = "Erika", LastName = "Mustermann" },
        }, ct);
        Assert.True(made.Succeeded);
    }

    private static WebApplication Build(SqliteStores stores, MasterKey master)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System)
            .AddSingleton(stores.Sites).AddSingleton(stores.Clients).AddSingleton(stores.Subjects).AddSingleton(stores.Sessions).AddSingleton(stores.Grants)
            .AddSingleton(stores.Changes).AddSingleton(stores.Keys).AddSingleton(stores.Audit).AddSingleton(stores.KnownCallers).AddSingleton(stores.PushedRequests)
            .AddSingleton<ISecurityEvents, SecurityEvents>().AddSingleton(new ThrottleKey(master.Derive("throttle")))
            .AddSealing(master).AddEngine().AddAccounts().AddPages();
        var app = builder.Build();
        app.UseMiddleware<SiteRouting>();
        app.UseRouting();
        var wire = new AuthorizeWire();
        app.MapMethods(PagePaths.Front, Get, PageEndpoints.FrontAsync);
        app.MapMethods(PagePaths.Login, Get, http => PageEndpoints.ShowLoginAsync(http, wire));
        app.MapMethods(PagePaths.Login, Post, http => PageEndpoints.SubmitLoginAsync(http, wire));
        app.MapMethods(PagePaths.Logout, Get, PageEndpoints.ShowLogoutAsync);
        app.MapMethods(PagePaths.Logout, Post, PageEndpoints.SubmitLogoutAsync);
        app.MapMethods("/errors", Get, PageEndpoints.ErrorsAsync);
        app.MapMethods("/errors/{code}", Get, PageEndpoints.ErrorAsync);
        app.MapMethods("/assets/pages.css", Get, PageEndpoints.StylesheetAsync);
        app.MapMethods("/assets/site.css", Get, PageEndpoints.SiteStylesheetAsync);
        app.MapFallback(PageEndpoints.NotFoundAsync);
        return app;
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var site = new Site
        {
            Id = new SiteId(Guid.CreateVersion7(now)),
            Name = "Acme",
            Url = Address.GetLeftPart(UriPartial.Authority),
            Hosts = [Address.Authority],
            AccentColor = "#c2185b",
            CreatedAt = now,
        };
        Assert.True(await stores.Sites.AddAsync(site, ct));
        var wish = new NewClient { Name = "Desk Booking", Type = ClientType.Public, Id = "spa", Legacy = true, RedirectUris = [RedirectUri, "com.example.app:/cb"] };
        Assert.True(await stores.Clients.AddAsync(ClientRegistration.Make(site.Id, wish, now).Client, ct));
        await AddPersonAsync("erika", ct);
    }
}

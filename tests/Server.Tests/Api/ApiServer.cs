using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Accounts;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

[assembly: AssemblyFixture(typeof(Server.Tests.Api.ApiServer))]

namespace Server.Tests.Api;

/// <summary>One whole server on a port of its own: Kestrel, SQLite in a temporary folder, real sealing. Each test has a site of its own in it.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vestibule-api-");
    private SqliteStores? stores;
    private WebApplication? app;
    private int sites;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    internal IServiceProvider Services => app!.Services;

    internal SqliteStores Stores => stores!;

    internal Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        stores = SqliteStores.Open(folder.FullName, Clock);
        var settings = new ServerSettings { DataFolder = folder.FullName, Urls = ["http://127.0.0.1:0"], LogLevel = LogLevel.Warning };
        app = ServerHost.Build(settings, stores, Clock, builder => builder.Services.Replace(ServiceDescriptor.Singleton(Argon2Cost.Least)));
        await ServerHost.StartAsync(app, CancellationToken.None);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>A new site with nobody in it.</summary>
    internal async Task<ApiSite> AddSiteAsync(bool headerCredentials = false)
    {
        var host = $"s{Interlocked.Increment(ref sites)}.test";
        var site = new Site
        {
            Id = new SiteId(Guid.CreateVersion7(Clock.GetUtcNow())),
            Name = host,
            Url = "http://" + host,
            Hosts = [host],
            HeaderCredentials = headerCredentials,
            CreatedAt = Clock.GetUtcNow(),
        };
        Assert.True(await stores!.Sites.AddAsync(site, CancellationToken.None));
        return new ApiSite(this, site);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (stores is not null) await stores.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

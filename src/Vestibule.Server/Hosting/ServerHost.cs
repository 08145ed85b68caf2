using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.HttpOverrides;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;
using Vestibule.Server.Api;
using Vestibule.Server.Http;
using Vestibule.Server.Keys;
using Vestibule.Server.Pages;
using Vestibule.Store.Sqlite;

namespace Vestibule.Server.Hosting;

/// <summary>Composes the server: services, pipeline, routes. The pipeline reads from top to bottom.</summary>
internal static class ServerHost
{
    /// <summary>How long running requests may take when the server stops.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(4);

    /// <summary>Builds a server over opened stores.</summary>
    /// <param name="settings">How it runs.</param>
    /// <param name="stores">Its storage; stays the caller's to dispose, after the server.</param>
    /// <param name="clock">The protocol's clock.</param>
    /// <param name="adjust">Last changes to the services, for tests.</param>
    internal static WebApplication Build(ServerSettings settings, SqliteStores stores, TimeProvider clock, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Settings come through ServerSettings alone: no stray file or variable changes what was validated.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        var voice = new HostVoice();
        AddLogging(builder, settings, voice);
        AddListening(builder, settings);

        var services = builder.Services;
        services.AddSingleton(voice);
        services.AddSingleton(clock);
        services.AddSingleton(settings);
        services.AddStores(stores);
        var master = settings.ReadMasterKey(stores.Keys);
        services.AddSealing(master);
        services.AddEngine();
        services.AddSingleton(new ThrottleKey(master.Derive("vestibule throttles")));
        services.AddAccounts();
        services.AddSingleton<IPasswordCheck, GatePasswordCheck>();
        services.AddPages();
        services.AddRestApi();
        services.AddSingleton<SecurityEvents>();
        services.AddSingleton<ISecurityEvents>(provider => provider.GetRequiredService<SecurityEvents>());
        services.AddHostedService(provider => provider.GetRequiredService<SecurityEvents>());
        services.AddHostedService<FeedPolling>();
        services.AddSingleton<Sweeping>();
        services.AddHostedService(provider => provider.GetRequiredService<Sweeping>());
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
        if (settings.Proxies.Count > 0) AddProxies(services, settings);
        adjust?.Invoke(builder);

        var app = builder.Build();
        if (settings.Proxies.Count > 0) app.UseForwardedHeaders();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<SiteRouting>();
        app.UseMiddleware<Cors>();
        app.UseRouting();
        Routes.Map(app);
        return app;
    }

    /// <summary>Starts a built server; when this returns it answers, and everything that has been ended is known.</summary>
    internal static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        await app.Services.GetRequiredService<ChangeFollower>().CatchUpAsync(ct);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // What had started already is stopped as if nothing had happened, so that the reason stands alone.
            await app.StopAsync(CancellationToken.None);
            throw;
        }

        app.Services.GetRequiredService<HostVoice>().MaySpeak = true;
    }

    private static void AddLogging(WebApplicationBuilder builder, ServerSettings settings, HostVoice voice)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(settings.LogLevel);
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        // A malformed header would be quoted whole, and headers carry passwords here.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None);
        builder.Logging.AddFilter(HostVoice.Category, level => voice.MaySpeak && level >= settings.LogLevel);
        // At the lowest levels these quote each address whole, and people put tokens into queries that no document asks for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // One line per request belongs to the proxy; these would be four.
        if (settings.LogLevel >= LogLevel.Information)
        {
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        }
    }

    private static void AddListening(WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.WebHost.UseUrls([.. settings.Urls]);
        if (settings.CertificateFile is { } certificate)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            var loaded = X509Certificate2.CreateFromPemFile(certificate, settings.CertificateKeyFile);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = loaded));
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Each byte becomes one character; the wire decodes (W-6).
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
    }

    private static void AddProxies(IServiceCollection services, ServerSettings settings) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.ForwardLimit = 1;
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in settings.Proxies) options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
    });
}

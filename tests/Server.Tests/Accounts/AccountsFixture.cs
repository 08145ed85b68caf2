using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Accounts;
using Vestibule.Server.Hosting;
using Vestibule.Server.Keys;
using Vestibule.Store.Sqlite;

namespace Server.Tests.Accounts;

/// <summary>The accounts room on a real store in a folder of its own, with the real key ring and audit, and a clock that stands.</summary>
internal sealed class AccountsFixture : IAsyncDisposable
{
    internal const string Right = "violet kettle 47 Ostrava";

    /// <summary>As cheap as Argon2 gets: these tests count runs, they do not need them to be slow.</summary>
    internal static readonly Argon2Cost Cheap = new(8, 1);

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vestibule-accounts-");
    private readonly MeterListener meters = new();
    private SqliteStores stores = null!;
    private ServiceProvider services = null!;
    private long hashRuns;

    private AccountsFixture()
    {
    }

    internal FakeTimeProvider Clock { get; } = new(Start);

    internal WrittenLines Lines { get; } = new();

    internal Site Site { get; private set; } = null!;

    internal ISubjectStore Subjects => stores.Subjects;

    internal SqliteStores Stores => stores;

    internal long HashRuns => Interlocked.Read(ref hashRuns);

    internal static async Task<AccountsFixture> StartAsync(Argon2Cost? cost = null, string url = "https://login.example.com")
    {
        var fixture = new AccountsFixture();
        fixture.stores = SqliteStores.Open(fixture.folder.FullName, fixture.Clock);
        fixture.Site = new Site
        {
            Id = new SiteId(Guid.CreateVersion7(Start)),
            Name = "Example",
            Url = url,
            Hosts = [SiteHost.Of(url)],
            CreatedAt = Start,
        };
        Assert.True(await fixture.stores.Sites.AddAsync(fixture.Site, TestContext.Current.CancellationToken));
        fixture.Open(cost ?? Cheap);
        return fixture;
    }

    /// <summary>The same data under a new process: nothing in memory survives.</summary>
    internal async Task RestartAsync(Argon2Cost? cost = null)
    {
        await services.DisposeAsync();
        Open(cost ?? Cheap);
    }

    internal T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    internal async Task<Subject> AddAsync(string userName, string? password = Right, bool enabled = true)
    {
        var outcome = await InScopeAsync<SubjectAccounts, AccountOutcome>(accounts => accounts.CreateAsync(Site, New(userName, password) with { Enabled = enabled },
            TestContext.Current.CancellationToken));
        Assert.True(outcome.Succeeded, outcome.Explanation);
        return outcome.Subject;
    }

    internal static NewSubject New(string userName, string? password) => new()
    {
        UserName = userName,
        Email = userName + "@example.com",
        Password = password is null ? null : new Secret(password),
        Profile = new SubjectProfile { FirstName = "Test", LastName = "Person" },
    };

    internal Task<Outcome<Subject>> TryAsync(
        string userName, string password, string address = "192.0.2.1", string? client = null, Secret? browser = null, bool each = false) =>
        InScopeAsync<CredentialGate, Outcome<Subject>>(gate => gate.AuthenticateAsync(Site, new CredentialAttempt
        {
            UserName = userName,
            Password = new Secret(password),
            Address = address,
            ClientId = client,
            KnownBrowser = browser,
            WithEachRequest = each,
        }, TestContext.Current.CancellationToken));

    internal async Task<TResult> InScopeAsync<T, TResult>(Func<T, Task<TResult>> use)
        where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>Writes what was noted to the audit table and answers it, newest first. Nothing is noted afterwards.</summary>
    internal async Task<IReadOnlyList<SecurityEvent>> AuditAsync()
    {
        await Get<SecurityEvents>().StopAsync(TestContext.Current.CancellationToken);
        return await stores.Audit.ListAsync(Site.Id, 1000, TestContext.Current.CancellationToken);
    }

    internal static DefaultHttpContext Request(string? cookie = null)
    {
        var http = new DefaultHttpContext();
        if (cookie is not null) http.Request.Headers.Cookie = cookie;
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        meters.Dispose();
        await services.DisposeAsync();
        await stores.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void Open(Argon2Cost cost)
    {
        var master = MasterKey.FromFile(Path.Combine(folder.FullName, "master.key"), mayMake: true);
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Lines))
            .AddSingleton<TimeProvider>(Clock)
            .AddStores(stores)
            .AddEngine()
            .AddSealing(master)
            .AddSingleton(new ThrottleKey(master.Derive("vestibule throttle")))
            .AddSingleton<SecurityEvents>()
            .AddSingleton<ISecurityEvents>(provider => provider.GetRequiredService<SecurityEvents>())
            .AddSingleton(cost)
            .AddAccounts()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = false });
        Count(services.GetRequiredService<IMeterFactory>());
        _ = services.GetRequiredService<SecurityEvents>().StartAsync(CancellationToken.None);
    }

    private void Count(IMeterFactory factory)
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "vestibule.password_hashes" && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref hashRuns, value));
        meters.Start();
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;
using Vestibule.Server.Hosting;
using Vestibule.Store;
using Vestibule.Store.Sqlite;

namespace Vestibule.Testing;

/// <summary>A whole Vestibule in the process of a test: the real engine, the real store in a folder of its own, a real web server on loopback, and a clock that
/// the test moves.</summary>
public sealed class AuthServer : IAsyncDisposable
{
    /// <summary>What the server reads and writes on its own account.</summary>
    private static readonly string[] Upkeep = ["FROM changes WHERE seq >", "INSERT INTO audit"];

    private readonly WebApplication app;
    private readonly bool ownsFolder;

    private AuthServer(WebApplication app, SqliteStores stores, Site site, AuthServerOptions options, FakeTimeProvider clock, LoggedLines log, bool ownsFolder)
    {
        (this.app, Stores, Site, Options, Clock, Log, this.ownsFolder) = (app, stores, site, options, clock, log, ownsFolder);
        Http = NewHttpClient();
    }

    /// <summary>The site that was made, at the server's own address.</summary>
    public Site Site { get; private set; }

    /// <summary>Its address, for example <c>http://127.0.0.1:40123</c>.</summary>
    public string Url => Site.Url;

    /// <summary>The clock of the protocol. Nothing moves it but the test.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The store, for looking behind the scenes.</summary>
    public SqliteStores Stores { get; }

    /// <summary>Everything that was logged, at the lowest level.</summary>
    public LoggedLines Log { get; }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; }

    /// <summary>What it was started with; its folder is set.</summary>
    public AuthServerOptions Options { get; }

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a server.</summary>
    public static async Task<AuthServer> StartAsync(AuthServerOptions? options = null, CancellationToken ct = default)
    {
        options ??= new AuthServerOptions();
        var ownsFolder = options.Folder is null || options.DeleteFolder;
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("vestibule-").FullName;
        options = options with { Folder = folder };
        var clock = new FakeTimeProvider(options.Now);
        var log = new LoggedLines();
        var stores = SqliteStores.Open(folder, clock);
        var settings = new ServerSettings { DataFolder = folder, Urls = [$"http://127.0.0.1:{options.Port}"], Proxies = options.Proxies, LogLevel = options.LogLevel };
        var app = ServerHost.Build(settings, stores, clock, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            // The real hash, as cheap as it can be: what it costs is not what these tests are about.
            builder.Services.AddSingleton(new Argon2Cost(1024, 1));
            options.Adjust?.Invoke(builder.Services);
        });
        await ServerHost.StartAsync(app, ct).ConfigureAwait(false);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var site = await EnsureSiteAsync(stores, address, clock, options, ct).ConfigureAwait(false);
        return new AuthServer(app, stores, site, options, clock, log, ownsFolder);
    }

    /// <summary>A client of its own, that follows no redirect; with a cookie jar it is a browser without a screen.</summary>
    public HttpClient NewHttpClient(CookieContainer? cookies = null)
    {
        // What a handler holds is disposed with the client that owns it.
#pragma warning disable CA2000
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies is not null, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.Latin1 };
#pragma warning restore CA2000
        if (cookies is not null) handler.CookieContainer = cookies;
        return new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Registers a client; its secret in the clear comes with it.</summary>
    public Task<RegisteredClient> AddClientAsync(NewClient wish, CancellationToken ct = default) => AddClientAsync(wish, Site, ct);

    /// <summary>Registers a client at a site.</summary>
    public async Task<RegisteredClient> AddClientAsync(NewClient wish, Site site, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(site);
        var (client, secret) = ClientRegistration.Make(site.Id, wish, Clock.GetUtcNow());
        var problems = ClientRegistration.Problems(client);
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems), nameof(wish));
        if (!await Stores.Clients.AddAsync(client, ct).ConfigureAwait(false)) throw new ArgumentException("The client id is taken.", nameof(wish));
        return new RegisteredClient(client, secret);
    }

    /// <summary>Makes a person with a password.</summary>
    public Task<Subject> AddUserAsync(string userName, string password, bool administers = false, CancellationToken ct = default) =>
        AddUserAsync(userName, password, Site, administers, ct);

    /// <summary>Makes a person with a password at a site.</summary>
    public async Task<Subject> AddUserAsync(string userName, string password, Site site, bool administers = false, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(site);
        await using var scope = app.Services.CreateAsyncScope();
        var types = await Stores.Subjects.ListUserTypesAsync(site.Id, ct).ConfigureAwait(false);
        var outcome = await scope.ServiceProvider.GetRequiredService<SubjectAccounts>().CreateAsync(site, new NewSubject
        {
            UserName = userName,
            Email = $"{userName}@example.com",
            Password = new Secret(password),
            UserTypeId = types.First(type => type.Administers == administers).Id,
            Profile = new SubjectProfile { FirstName = userName, LastName = "Example" },
        }, ct).ConfigureAwait(false);
        return outcome.Succeeded ? outcome.Subject : throw new ArgumentException(outcome.Explanation, nameof(userName));
    }

    /// <summary>Adds a site, reached over this server's port by its host name.</summary>
    public async Task<Site> AddSiteAsync(string name, string url, CancellationToken ct = default)
    {
        var site = NewSite.For(name, url, Clock.GetUtcNow());
        if (!await Stores.Sites.AddAsync(site, ct).ConfigureAwait(false)) throw new ArgumentException("The host is another site's.", nameof(url));
        await CatchUpAsync(ct).ConfigureAwait(false);
        return site;
    }

    /// <summary>Changes a client; the server knows when this returns.</summary>
    public async Task<RegisteredClient> ChangeClientAsync(RegisteredClient registered, Func<Client, Client> change, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(change);
        var current = await Stores.Clients.FindAsync(registered.Client.Site, registered.Id, ct).ConfigureAwait(false);
        var changed = change(current ?? throw new InvalidOperationException("The client is gone."));
        if (!await Stores.Clients.UpdateAsync(changed, ct).ConfigureAwait(false)) throw new InvalidOperationException("The client could not be changed.");
        await CatchUpAsync(ct).ConfigureAwait(false);
        return registered with { Client = changed };
    }

    /// <summary>Changes a person, as the API does; the server knows when this returns.</summary>
    public async Task<Subject> ChangeUserAsync(Subject subject, Func<Subject, Subject> change, bool endEverything = false, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(change);
        await using var scope = app.Services.CreateAsyncScope();
        var current = await Stores.Subjects.FindAsync(subject.Site, subject.Id, ct).ConfigureAwait(false);
        var outcome = await scope.ServiceProvider.GetRequiredService<SubjectAccounts>()
            .UpdateAsync(change(current ?? throw new InvalidOperationException("The person is gone.")), endEverything, ct).ConfigureAwait(false);
        await CatchUpAsync(ct).ConfigureAwait(false);
        return outcome.Succeeded ? outcome.Subject : throw new ArgumentException(outcome.Explanation, nameof(change));
    }

    /// <summary>From now on the database fails at each commit, until what this gives is disposed.</summary>
    public IDisposable BreakStorage()
    {
        Stores.Faults.BeforeCommit = () => throw new StorageUnavailableException("Broken by a test.");
        return new Repair(Stores);
    }

    /// <summary>Holds the writer before its next commit, until this is disposed; <paramref name="held"/> ends when it is held.</summary>
    public IDisposable HoldCommits(out Task held)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new Hold(Stores);
        Stores.Faults.BeforeCommit = () =>
        {
            reached.TrySetResult();
            hold.Wait();
        };
        held = reached.Task;
        return hold;
    }

    /// <summary>The next commit reaches the disk, but its answer is lost on the way.</summary>
    public IDisposable LoseOneAnswer()
    {
        var lost = 0;
        Stores.Faults.AfterCommit = () =>
        {
            if (Interlocked.Exchange(ref lost, 1) == 0) throw new StorageUnavailableException("The answer was lost by a test.");
        };
        return new Repair(Stores);
    }

    /// <summary>Runs something and tells which statements it brought to the database. The server's own upkeep, which reads the change feed and writes the audit table
    /// whenever it gets to it, is left out.</summary>
    public async Task<IReadOnlyList<string>> StatementsOfAsync(Func<Task> something)
    {
        ArgumentNullException.ThrowIfNull(something);
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Stores.StatementWatcher = sql =>
        {
            if (!Upkeep.Any(table => sql.Contains(table, StringComparison.Ordinal))) seen.Enqueue(sql);
        };
        try
        {
            await something().ConfigureAwait(false);
        }
        finally
        {
            Stores.StatementWatcher = null;
        }

        return [.. seen];
    }

    /// <summary>Changes the site's settings; the server knows when this returns.</summary>
    public async Task ChangeSiteAsync(Func<Site, Site> change, CancellationToken ct = default)
    {
        Site = change(Site);
        if (!await Stores.Sites.UpdateAsync(Site, ct).ConfigureAwait(false)) throw new InvalidOperationException("The site could not be changed.");
        await CatchUpAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Waits until the server knows everything that was written before.</summary>
    public Task CatchUpAsync(CancellationToken ct = default) =>
        app.Services.GetRequiredService<Engine.Model.Changes.ChangeFollower>().CatchUpAsync(ct);

    /// <summary>Runs a round of what the server deletes each minute.</summary>
    public Task SweepAsync(CancellationToken ct = default) => app.Services.GetRequiredService<Sweeping>().SweepAsync(ct);

    /// <summary>Stops the server and starts another on the same folder and port, with the clock where it was.</summary>
    /// <param name="meanwhile">What happens to the folder while nothing runs.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AuthServer> RestartAsync(Action<string>? meanwhile = null, CancellationToken ct = default)
    {
        var options = Options with { Port = new Uri(Url).Port, Now = Clock.GetUtcNow(), DeleteFolder = ownsFolder };
        await StopAsync().ConfigureAwait(false);
        meanwhile?.Invoke(options.Folder!);
        return await StartAsync(options, ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (ownsFolder) Directory.Delete(Options.Folder!, recursive: true);
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await app.StopAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        await Stores.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Hold(SqliteStores stores) : IDisposable
    {
        private readonly ManualResetEventSlim released = new();

        internal void Wait() => released.Wait();

        public void Dispose()
        {
            stores.Faults.BeforeCommit = null;
            released.Set();
        }
    }

    private sealed class Repair(SqliteStores stores) : IDisposable
    {
        public void Dispose() => stores.Faults.BeforeCommit = stores.Faults.AfterCommit = null;
    }

    private static async Task<Site> EnsureSiteAsync(SqliteStores stores, string address, FakeTimeProvider clock, AuthServerOptions options, CancellationToken ct)
    {
        if (await stores.Sites.ListAsync(ct).ConfigureAwait(false) is [var known, ..]) return known;
        var site = options.Site(NewSite.For("Test site", address, clock.GetUtcNow()));
        await stores.Sites.AddAsync(site, ct).ConfigureAwait(false);
        return site;
    }
}

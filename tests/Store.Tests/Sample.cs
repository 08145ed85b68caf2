using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Store.Sqlite;

namespace Store.Tests;

/// <summary>A site with one client, one person and one session, and records like those that the engine makes.</summary>
internal sealed class Sample(TimeProvider time)
{
    internal required Site Site { get; init; }

    internal required Client Client { get; init; }

    internal required Subject Subject { get; init; }

    internal required Session Session { get; init; }

    private DateTimeOffset Now => time.GetUtcNow();

    internal static Task<Sample> StoreAsync(SqliteStores stores, TimeProvider time, CancellationToken ct) =>
        StoreAsync(stores, time, "workplace.example", ct);

    /// <summary>The same at another site.</summary>
    internal static Task<Sample> StoreElsewhereAsync(SqliteStores stores, TimeProvider time, CancellationToken ct) =>
        StoreAsync(stores, time, "elsewhere.example", ct);

    private static async Task<Sample> StoreAsync(SqliteStores stores, TimeProvider time, string host, CancellationToken ct)
    {
        var site = NewSite(time, host);
        Assert.True(await stores.Sites.AddAsync(site, ct));
        var client = NewClient(time, site.Id, "app");
        Assert.True(await stores.Clients.AddAsync(client, ct));
        var stored = await stores.Subjects.AddAsync(NewSubject(time, site.Id, "alice"), ct);
        Assert.Equal(SubjectWriteResult.Stored, stored.Result);
        var session = NewSession(time, site, stored.Subject!);
        await stores.Sessions.AddAsync(session, null, ct);
        return new Sample(time) { Site = site, Client = client, Subject = stored.Subject!, Session = session };
    }

    internal static Site NewSite(TimeProvider time, string host) => new()
    {
        Id = new SiteId(Guid.CreateVersion7(time.GetUtcNow())),
        Name = "The workplace",
        Url = "https://" + host,
        Hosts = [host],
        CreatedAt = time.GetUtcNow(),
    };

    internal static Client NewClient(TimeProvider time, SiteId site, string id) => new()
    {
        Site = site,
        Id = id,
        Name = "The " + id,
        AppCode = id + "-code",
        Type = ClientType.Public,
        RedirectUris = ["https://app.example/back"],
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };

    internal static Subject NewSubject(TimeProvider time, SiteId site, string name) => new()
    {
        Site = site,
        Id = new SubjectId(Guid.CreateVersion7(time.GetUtcNow())),
        UserName = name,
        Email = name + "@workplace.example",
        PasswordHash = "hash of " + name,
        UserTypeId = 1,
        Profile = new SubjectProfile { FirstName = "First " + name, LastName = "Last " + name },
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };

    internal static Session NewSession(TimeProvider time, Site site, Subject subject) => new()
    {
        Site = site.Id,
        Id = new SessionId(Guid.CreateVersion7(time.GetUtcNow())),
        Subject = subject.Id,
        SiteEpoch = site.Epoch,
        SubjectEpoch = subject.Epoch,
        AuthenticatedAt = time.GetUtcNow(),
        AuthenticationMethods = "pwd",
        LastSeenAt = time.GetUtcNow(),
        ExpiresAt = time.GetUtcNow() + TimeSpan.FromDays(30),
    };

    /// <summary>A grant without a session.</summary>
    internal Grant Grant() => new()
    {
        Site = Site.Id,
        Id = new GrantId(Guid.CreateVersion7(Now)),
        ClientId = Client.Id,
        Subject = Subject.Id,
        Scope = "email",
        Epochs = new Epochs(Site.Epoch, Client.Epoch, Subject.Epoch),
        CreatedAt = Now,
        RotatedAt = Now,
        CodeExpiresAt = Now + TimeSpan.FromMinutes(5),
        AccessTokensExpireAt = Now + TimeSpan.FromHours(1),
        IdleExpiresAt = Now + GrantLifetimes.UntilFirstRefresh,
        ExpiresAt = Now + TimeSpan.FromDays(365),
        KeepUntil = GrantLifetimes.KeepWhileAlive(Now + TimeSpan.FromMinutes(5), Now + TimeSpan.FromHours(1), Now + GrantLifetimes.UntilFirstRefresh),
    };

    /// <summary>A grant of the session.</summary>
    internal Grant GrantOfSession() => Grant() with { Session = Session.Id };

    /// <summary>What the first refresh of a grant asks.</summary>
    internal RotationRequest Refresh(Grant grant, int generation = 1) => new()
    {
        Site = grant.Site,
        Grant = grant.Id,
        Generation = generation,
        Epochs = grant.Epochs,
        Now = Now,
        Grace = TimeSpan.FromSeconds(10),
        AccessTokenExpiresAt = Now + TimeSpan.FromHours(1),
        IdleExpiresAt = Now + TimeSpan.FromDays(30),
        Attempt = new AttemptId(Guid.CreateVersion7(Now)),
    };
}

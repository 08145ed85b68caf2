using System.Security.Cryptography;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;

namespace Vestibule.Server.Commands.Demo;

/// <summary>Makes what a demo shows, once; a later start finds it again, with everything that happened since.</summary>
internal sealed class DemoSite(
    ISiteStore sites, IClientStore clients, ISubjectStore subjects, SubjectAccounts accounts, TimeProvider clock)
{
    private static readonly NewClient[] Wishes =
    [
        new() { Id = "demo-spa", Name = "Demo browser app", Type = ClientType.Public, RedirectUris = ["http://localhost:8081/callback"], FirstParty = true },
        new() { Id = "demo-web", Name = "Demo web app", Type = ClientType.Web, RedirectUris = ["http://localhost:8082/signin"], FirstParty = true },
        new() { Id = "demo-service", Name = "Demo service", Type = ClientType.Service, Scopes = ["users.read"] },
        new() { Id = "demo-device", Name = "Demo device", Type = ClientType.Device },
        new()
        {
            Id = "demo-legacy", Name = "Demo app of the document", Type = ClientType.Public, RedirectUris = ["http://localhost:8081/"],
            FirstParty = true, Legacy = true, HeadlessAuthorization = true,
        },
    ];

    /// <summary>Makes what is missing and writes <c>demo.json</c>.</summary>
    internal static async Task<DemoData> EnsureAsync(IServiceProvider services, string folder, string url, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var demo = ActivatorUtilities.CreateInstance<DemoSite>(scope.ServiceProvider);
        var path = Path.Combine(folder, "demo.json");
        var data = await demo.EnsureAsync(DemoData.Read(path), url, ct);
        data.Write(path);
        return data;
    }

    private async Task<DemoData> EnsureAsync(DemoData? before, string url, CancellationToken ct)
    {
        var site = await EnsureSiteAsync(url, ct);
        var user = await EnsurePersonAsync(site, "alice", "Alice", "Adams", administers: false, before?.User, ct);
        var admin = await EnsurePersonAsync(site, "admin", "Ada", "Admin", administers: true, before?.Admin, ct);
        var made = new Dictionary<string, DemoClient>();
        foreach (var wish in Wishes)
        {
            var kind = wish.Id!["demo-".Length..];
            made[kind] = await EnsureClientAsync(site, wish, before?.Clients.GetValueOrDefault(kind), ct);
        }

        if ((await subjects.ListCentersAsync(site.Id, ct)).Count == 0) await subjects.AddCenterAsync(site.Id, "Headquarters", ct);
        return new DemoData { Site = site.Url, User = user, Admin = admin, Clients = made };
    }

    /// <summary>The demo's one site; its address follows <c>--urls</c>.</summary>
    private async Task<Site> EnsureSiteAsync(string url, CancellationToken ct)
    {
        var known = await sites.ListAsync(ct);
        if (known is [var only, ..])
        {
            if (only.Url == url) return only;
            var moved = only with { Url = url, Hosts = NewSite.HostsOf(url) };
            if (!await sites.UpdateAsync(moved, ct)) throw new SetupException($"Another site of this data folder answers for {url}. Choose another port with --urls.");
            return moved;
        }

        var site = NewSite.For("Acme Workplace", url, clock.GetUtcNow());
        await sites.AddAsync(site, ct);
        return site;
    }

    private async Task<DemoPerson> EnsurePersonAsync(
        Site site, string name, string first, string last, bool administers, DemoPerson? before, CancellationToken ct)
    {
        var known = await subjects.FindByUserNameAsync(site.Id, name, ct);
        if (known is not null && before?.UserName == name) return before;
        var person = new DemoPerson(name, RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 16));
        var outcome = known is not null
            ? await accounts.SetPasswordAsync(site, known.Id, new Secret(person.Password), endEverything: true, ct)
            : await accounts.CreateAsync(site, new NewSubject
            {
                UserName = name,
                Email = $"{name}@example.com",
                Password = new Secret(person.Password),
                UserTypeId = (await subjects.ListUserTypesAsync(site.Id, ct)).First(type => type.Administers == administers).Id,
                Profile = new SubjectProfile { FirstName = first, LastName = last },
            }, ct);
        return outcome.Succeeded ? person : throw new SetupException($"The demo's user {name} could not be made: {outcome.Explanation}");
    }

    private async Task<DemoClient> EnsureClientAsync(Site site, NewClient wish, DemoClient? before, CancellationToken ct)
    {
        var known = await clients.FindAsync(site.Id, wish.Id!, ct);
        if (known is not null && before is not null && before.ClientSecret is null == known.Secrets.IsEmpty) return before;
        var (client, secret) = ClientRegistration.Make(site.Id, wish, clock.GetUtcNow());
        if (known is null) await clients.AddAsync(client, ct);
        else await clients.UpdateAsync(known with { Secrets = client.Secrets, UpdatedAt = client.UpdatedAt }, ct);
        return new DemoClient
        {
            ClientId = client.Id,
            ClientSecret = secret?.Reveal(),
            RedirectUri = client.RedirectUris.FirstOrDefault(),
            AppCode = known?.AppCode ?? client.AppCode,
        };
    }
}

using System.Net;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>A server of its own with a person and one client of each kind, all speaking the Workplace dialect.</summary>
public abstract class WorkplaceTest : IAsyncLifetime
{
    protected const string UserName = "alice";
    protected const string Password = "violet kettle 47 Ostrava";
    protected const string RedirectUri = "https://app.example.com/cb";
    protected const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    protected const string CodeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// <summary>A public client that follows the document alone, to be varied.</summary>
    protected static readonly NewClient PublicClient =
        new() { Name = "Public", Type = ClientType.Public, RedirectUris = [RedirectUri], Legacy = true, HeadlessAuthorization = true };

    protected AuthServer Server { get; private set; } = null!;

    protected Subject Alice { get; set; } = null!;

    /// <summary>A public client that follows the document alone.</summary>
    protected RegisteredClient Spa { get; set; } = null!;

    /// <summary>A confidential client.</summary>
    protected RegisteredClient Web { get; set; } = null!;

    /// <summary>A client that acts for itself.</summary>
    protected RegisteredClient Service { get; set; } = null!;

    protected WorkplaceApp SpaApp => new(Server, Spa);

    protected WorkplaceApp WebApp => new(Server, Web);

    protected WorkplaceApp ServiceApp => new(Server, Service);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How the server of this class is started.</summary>
    protected virtual AuthServerOptions Options => new();

    public virtual async ValueTask InitializeAsync()
    {
        Server = await AuthServer.StartAsync(Options, Ct);
        Alice = await Server.AddUserAsync(UserName, Password, ct: Ct);
        Spa = await Server.AddClientAsync(PublicClient with { Name = "Spa" }, ct: Ct);
        Web = await Server.AddClientAsync(
            new NewClient { Name = "Web", Type = ClientType.Web, RedirectUris = ["https://web.example.com/cb"], HeadlessAuthorization = true }, ct: Ct);
        Service = await Server.AddClientAsync(new NewClient { Name = "Service", Type = ClientType.Service }, ct: Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers one more client and gives its application.</summary>
    protected async Task<WorkplaceApp> AddAppAsync(NewClient wish) => new(Server, await Server.AddClientAsync(wish, ct: Ct));

    /// <summary>Stops the server and starts it again on the same data.</summary>
    protected async Task RestartAsync(Action<string>? meanwhile = null) => Server = await Server.RestartAsync(meanwhile, Ct);

    /// <summary>A code of the public client's.</summary>
    protected async Task<string> CodeAsync() => (await SpaApp.AuthAsync(UserName, Password)).Text("code");

    /// <summary>Whether the access token is good: at tokeninfo and at the API alike.</summary>
    protected async Task<bool> IsLiveAsync(string accessToken)
    {
        var info = await SpaApp.TokenInfoAsync(accessToken);
        var me = await SpaApp.MeAsync(accessToken);
        Assert.Equal(info.Status, me.Status);
        return info.Succeeded;
    }

    protected static void IsRefused(Answer answer, HttpStatusCode status, string error) =>
        Assert.Equal((status, error), (answer.Status, answer.Error));

    /// <summary>A browser without a screen, with cookies of its own.</summary>
    protected SignInPage Browser(RegisteredClient? client = null, string? host = null) => new(Server, client ?? Spa, host);
}

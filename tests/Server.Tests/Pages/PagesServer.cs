using Vestibule.Engine.Model.Clients;
using Vestibule.Testing;

namespace Server.Tests.Pages;

/// <summary>A whole server with one site, one person and one client.</summary>
public sealed class PagesServer : IAsyncLifetime
{
    internal const string Password = "correct horse battery staple";
    internal const string RedirectUri = "https://app.example.com/cb";
    private AuthServer server = null!;

    /// <summary>Everything that was logged, at the lowest level.</summary>
    internal LoggedLines Log => server.Log;

    internal Uri Address => new(server.Url);

    /// <summary>A sound request for authorization.</summary>
    internal static string LoginPath(string more = "", string? redirectUri = null, string responseType = "code", string client = "spa") =>
        $"/login.html?response_type={responseType}&client_id={client}&redirect_uri={Uri.EscapeDataString(redirectUri ?? RedirectUri)}&scope=email&state=s%20t%26%23%2B{more}";

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        server = await AuthServer.StartAsync(new AuthServerOptions { Site = site => site with { Name = "Acme", AccentColor = "#c2185b" } }, ct);
        await server.AddClientAsync(new NewClient
        {
            Name = "Desk Booking",
            Type = ClientType.Public,
            Id = "spa",
            Legacy = true,
            RedirectUris = [RedirectUri, "com.example.app:/cb"],
        }, ct);
        await AddPersonAsync("erika", ct);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>A browser with cookies of its own that follows no redirects.</summary>
    internal Browser OpenBrowser() => new(Address);

    /// <summary>Another person, for tests that wear out a budget.</summary>
    internal Task AddPersonAsync(string userName, CancellationToken ct) => server.AddUserAsync(userName, Password, ct: ct);
}

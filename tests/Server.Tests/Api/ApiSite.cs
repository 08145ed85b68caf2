using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;

namespace Server.Tests.Api;

/// <summary>A site of the test server, with the people and clients that a test puts there.</summary>
internal sealed class ApiSite(ApiServer server, Site site)
{
    internal const string Password = "correct horse 47 battery";
    internal const string Api = "/external/api/rest/v2";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    internal Site Site => site;

    internal ApiServer Server => server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A person who can sign in.</summary>
    internal async Task<Subject> AddPersonAsync(string userName, bool administers = false, string? password = Password, Func<SubjectProfile, SubjectProfile>? profile = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var blank = new SubjectProfile { FirstName = char.ToUpperInvariant(userName[0]) + userName[1..], LastName = "Tester" };
        var outcome = await scope.ServiceProvider.GetRequiredService<SubjectAccounts>().CreateAsync(site, new NewSubject
        {
            UserName = userName,
            Email = userName + "@example.com",
            Password = password is null ? null : new Secret(password),
            UserTypeId = administers ? 2 : 1,
            Profile = profile is null ? blank : profile(blank),
        }, Ct);
        Assert.True(outcome.Succeeded, outcome.Explanation);
        return outcome.Subject;
    }

    /// <summary>A client with these registered scopes.</summary>
    internal async Task<Client> AddClientAsync(string id, params string[] scopes)
    {
        var client = new Client
        {
            Site = site.Id,
            Id = id,
            Name = id,
            AppCode = id,
            Type = ClientType.Service,
            Scopes = [.. scopes],
            CreatedAt = server.Clock.GetUtcNow(),
            UpdatedAt = server.Clock.GetUtcNow(),
        };
        Assert.True(await server.Stores.Clients.AddAsync(client, Ct));
        return client;
    }

    /// <summary>An access token as the token endpoint would seal it.</summary>
    internal string Token(Client client, Subject? subject, string scope = "email", Func<AccessToken, AccessToken>? adjust = null)
    {
        var now = server.Clock.GetUtcNow();
        var token = new AccessToken
        {
            Id = Guid.CreateVersion7(now),
            Grant = subject is null ? null : new GrantId(Guid.CreateVersion7(now)),
            ClientId = client.Id,
            Subject = subject?.Id,
            Scope = scope,
            Epochs = new Epochs(site.Epoch, client.Epoch, subject?.Epoch ?? 0),
            IssuedAt = now,
            ExpiresAt = now.AddHours(1),
        };
        return server.Services.GetRequiredService<SealedHandles>().Seal(site.Id, adjust is null ? token : adjust(token)).Reveal();
    }

    /// <summary>A caller with a token of a client without registered scopes.</summary>
    internal async Task<ApiClient> SignInAsync(string userName, bool administers = false)
    {
        var subject = await AddPersonAsync(userName, administers);
        var client = await AddClientAsync("app-of-" + userName);
        return new ApiClient(this, subject, ("Authorization", "Bearer " + Token(client, subject)));
    }

    internal async Task<ApiResponse> SendAsync(
        HttpMethod method, string path, string? body = null, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.Address, Api + path));
        request.Headers.Host = site.Hosts[0];
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        using var response = await Http.SendAsync(request, Ct);
        return await ApiResponse.OfAsync(response, Ct);
    }
}

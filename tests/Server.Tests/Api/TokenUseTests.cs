using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;

namespace Server.Tests.Api;

/// <summary>Which token gets which answer (W-50 to W-52, W-85, W-87).</summary>
public sealed class TokenUseTests(ApiServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData("Authorization", "Bearer "), InlineData("x-access-token", ""), InlineData("x-auth-token", "")]
    public async Task W_50_and_W_51_a_live_token_reads_its_own_person(string header, string prefix)
    {
        var (site, client, alice) = await SetUpAsync();
        var me = await site.SendAsync(HttpMethod.Get, "/users/me", headers: (header, prefix + site.Token(client, alice)));
        Assert.Equal(200, me.Status);
        Assert.Equal("application/json; charset=utf-8", me.Header("Content-Type"));
        Assert.Equal("no-store", me.Header("Cache-Control"));
        Assert.Equal("alice", me.Json.GetProperty("userName").GetString());
    }

    public static TheoryData<string, int, int> Dead => new()
    {
        { "expired", 401, 403 },
        { "truncated", 401, 401 },
        { "flipped", 401, 401 },
        { "unknown", 401, 401 },
        { "over-long", 401, 401 },
        { "revoked", 401, 401 },
        { "of another site", 401, 401 },
        { "of a client that is gone", 401, 401 },
        { "of a person who is gone", 401, 401 },
        { "of a disabled person", 401, 401 },
        { "bound to a key", 401, 401 },
        { "for another resource", 401, 401 },
        { "a refresh token", 401, 401 },
    };

    [Theory, MemberData(nameof(Dead))]
    public async Task W_52_a_token_that_is_no_good_gets_its_status(string kind, int bearer, int header)
    {
        var (site, client, alice) = await SetUpAsync();
        var token = await DeadAsync(kind, site, client, alice);

        var asBearer = await site.SendAsync(HttpMethod.Get, "/users/me", headers: ("Authorization", "Bearer " + token));
        Assert.Equal(bearer, asBearer.Status);
        Assert.Equal("invalid_token", asBearer.Error);
        Assert.StartsWith("Bearer error=\"invalid_token\"", asBearer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        foreach (var name in new[] { "x-access-token", "x-auth-token" })
        {
            var asHeader = await site.SendAsync(HttpMethod.Get, "/users/me", headers: (name, token));
            Assert.Equal(header, asHeader.Status);
            Assert.Equal("invalid_token", asHeader.Error);
        }
    }

    [Fact]
    public async Task Without_a_credential_the_challenge_has_no_error_code()
    {
        var site = await server.AddSiteAsync();
        var answer = await site.SendAsync(HttpMethod.Get, "/users/me");
        Assert.Equal(401, answer.Status);
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.DoesNotContain("error", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(answer.Description, answer.Json.GetProperty("error_description").GetString());
        Assert.StartsWith(site.Site.Url + "/errors/", answer.Json.GetProperty("error_uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W_52_two_credentials_are_400()
    {
        var (site, client, alice) = await SetUpAsync();
        var token = site.Token(client, alice);
        Assert.Equal(400, (await site.SendAsync(HttpMethod.Get, "/users/me", headers: [("Authorization", "Bearer " + token), ("x-access-token", token)])).Status);
    }

    [Fact]
    public async Task W_56_and_W_87_a_client_with_registered_scopes_needs_the_scope_but_not_for_oneself()
    {
        var (site, _, _) = await SetUpAsync();
        var boss = await site.AddPersonAsync("boss", administers: true);
        var client = await site.AddClientAsync("scoped", "email", "users.read", "users.write");
        var path = $"/users/{boss.Number}";

        foreach (var (scope, read, write) in new[] { ("email", 403, 403), ("users.read", 200, 403), ("users.write", 403, 200), ("users.read users.write", 200, 200) })
        {
            (string, string) credential = ("Authorization", "Bearer " + site.Token(client, boss, scope));
            Assert.Equal(200, (await site.SendAsync(HttpMethod.Get, "/users/me", headers: credential)).Status);
            Assert.Equal(read, (await site.SendAsync(HttpMethod.Get, path, headers: credential)).Status);
            Assert.Equal(write, (await site.SendAsync(HttpMethod.Put, path, "{}", headers: credential)).Status);
        }

        var missing = await site.SendAsync(HttpMethod.Get, path, headers: ("Authorization", "Bearer " + site.Token(client, boss)));
        Assert.Equal("insufficient_scope", missing.Error);
        Assert.StartsWith("Bearer error=\"insufficient_scope\"", missing.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.EndsWith("scope=\"users.read\"", missing.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(404, (await site.SendAsync(HttpMethod.Get, path, headers: ("x-access-token", site.Token(client, boss)))).Status);
    }

    [Fact]
    public async Task W_47_a_client_that_acts_for_itself_has_no_me_and_needs_its_scopes_registered()
    {
        var (site, unregistered, _) = await SetUpAsync();
        var client = await site.AddClientAsync("service", "users.read");
        (string, string) credential = ("Authorization", "Bearer " + site.Token(client, null, "users.read"));
        Assert.Equal(404, (await site.SendAsync(HttpMethod.Get, "/users/me", headers: credential)).Status);
        Assert.Equal(200, (await site.SendAsync(HttpMethod.Get, "/users", headers: credential)).Status);
        Assert.Equal(403, (await site.SendAsync(HttpMethod.Post, "/users", "{}", headers: credential)).Status);

        (string, string) any = ("Authorization", "Bearer " + site.Token(unregistered, null, "users.read users.write"));
        Assert.Equal(403, (await site.SendAsync(HttpMethod.Get, "/users", headers: any)).Status);
        Assert.Equal(403, (await site.SendAsync(HttpMethod.Post, "/users", "{}", headers: any)).Status);
    }

    [Fact]
    public async Task W_51_a_name_and_a_password_work_where_the_site_allows_them()
    {
        var site = await server.AddSiteAsync(headerCredentials: true);
        await site.AddPersonAsync("j\u00f6rg");
        var me = await site.SendAsync(HttpMethod.Get, "/users/me", headers: [("x-auth-username", "j\u00f6rg"), ("x-auth-password", ApiSite.Password)]);
        Assert.Equal(200, me.Status);
        Assert.Equal("j\u00f6rg", me.Json.GetProperty("userName").GetString());

        var off = await server.AddSiteAsync();
        await off.AddPersonAsync("anna");
        Assert.Equal(401, (await off.SendAsync(HttpMethod.Get, "/users/me", headers: [("x-auth-username", "anna"), ("x-auth-password", ApiSite.Password)])).Status);
    }

    [Fact]
    public async Task Attack_51_and_57_wrong_and_unknown_names_answer_alike_and_then_429()
    {
        var site = await server.AddSiteAsync(headerCredentials: true);
        await site.AddPersonAsync("anna");
        foreach (var name in new[] { "anna", "nobody" })
        {
            var bodies = new HashSet<string>();
            ApiResponse answer;
            do
            {
                answer = await site.SendAsync(HttpMethod.Get, "/users/me", headers: [("x-auth-username", name), ("x-auth-password", "wrong")]);
                if (answer.Status == 401) bodies.Add(answer.Error + answer.Description);
            }
            while (answer.Status == 401);
            Assert.Equal(429, answer.Status);
            Assert.True(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
            Assert.Equal("access_deniedThe user name or the password is wrong.", Assert.Single(bodies));
        }
    }

    [Fact]
    public async Task Users_me_costs_one_read_of_the_person()
    {
        await using var alone = new ApiServer();
        await alone.InitializeAsync();
        var site = await alone.AddSiteAsync();
        var alice = await site.SignInAsync("alice");
        await alice.GetAsync("/users/me");
        var costs = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            var before = alone.Stores.StatementsExecuted;
            await alice.GetAsync("/users/me");
            costs.Add(alone.Stores.StatementsExecuted - before);
        }

        // The feed's polling may fall between: the cheapest is the request's own cost.
        Assert.Equal(1, costs.Min());
    }

    [Fact]
    public async Task A_node_that_is_cut_off_from_the_feed_answers_503_without_a_body()
    {
        var (site, client, alice) = await SetUpAsync();
        var services = server.Services;
        using var neverCaughtUp = new ChangeFollower(server.Stores.Changes, new EndedSet(), services.GetRequiredService<ClientDirectory>(),
            services.GetRequiredService<SiteDirectory>(), TimeProvider.System);
        var tokens = new AccessTokens(services.GetRequiredService<SealedHandles>(), new EndedSet(), neverCaughtUp, server.Clock);
        var authentication = new CallerAuthentication(tokens, services.GetRequiredService<ClientDirectory>(), server.Stores.Subjects,
            services.GetRequiredService<UserTypeDirectory>());
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer " + site.Token(client, alice);

        var outcome = await authentication.AuthenticateAsync(http, site.Site, Ct);
        Assert.False(outcome.Succeeded);
        await ApiAnswerWriter.WriteAsync(http, outcome.Error);
        Assert.Equal((503, 0L, "1"), (http.Response.StatusCode, http.Response.ContentLength, http.Response.Headers.RetryAfter.ToString()));
    }

    private async Task<(ApiSite Site, Client Client, Subject Alice)> SetUpAsync()
    {
        var site = await server.AddSiteAsync();
        return (site, await site.AddClientAsync("app"), await site.AddPersonAsync("alice"));
    }

    private async Task<string> DeadAsync(string kind, ApiSite site, Client client, Subject alice)
    {
        var live = site.Token(client, alice);
        switch (kind)
        {
            case "expired":
                return site.Token(client, alice, adjust: token => token with { ExpiresAt = server.Clock.GetUtcNow() });
            case "truncated":
                return live[..^1];
            case "flipped":
                return live[..20] + (live[20] == 'a' ? 'b' : 'a') + live[21..];
            case "unknown":
                return "0123456789";
            case "over-long":
                return live + new string('a', 8193);
            case "revoked":
                var id = new GrantId(Guid.CreateVersion7(server.Clock.GetUtcNow()));
                server.Services.GetRequiredService<EndedSet>()
                    .Apply(new Change(0, ChangeKind.GrantEnded, site.Site.Id, id.ToString(), 0, server.Clock.GetUtcNow().AddHours(1)));
                return site.Token(client, alice, adjust: token => token with { Grant = id });
            case "of another site":
                return (await server.AddSiteAsync()).Token(client, alice);
            case "of a client that is gone":
                return site.Token(client with { Id = "gone" }, alice);
            case "of a person who is gone":
                return site.Token(client, alice with { Id = new SubjectId(Guid.CreateVersion7(server.Clock.GetUtcNow())) });
            case "of a disabled person":
                var bob = await site.AddPersonAsync("bob");
                var token = site.Token(client, bob, adjust: token => token with { Epochs = token.Epochs with { Subject = int.MaxValue } });
                Assert.Equal(SubjectWriteResult.Stored, (await server.Stores.Subjects.UpdateAsync(bob with { Enabled = false }, endEverything: false, Ct)).Result);
                return token;
            case "bound to a key":
                return site.Token(client, alice, adjust: token => token with { KeyThumbprint = new byte[32] });
            case "for another resource":
                return site.Token(client, alice, adjust: token => token with { Resources = ["https://elsewhere.example"] });
            default:
                return server.Services.GetRequiredService<SealedHandles>().Seal(site.Site.Id, new RefreshToken
                {
                    Grant = new GrantId(Guid.CreateVersion7(server.Clock.GetUtcNow())),
                    Generation = 1,
                    ClientId = client.Id,
                    Subject = alice.Id,
                    RedirectUriHash = new byte[32],
                    Scope = "email",
                    Epochs = default,
                    ExpiresAt = server.Clock.GetUtcNow().AddDays(1),
                }).Reveal();
        }
    }
}

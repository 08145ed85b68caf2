using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Subjects;

namespace Server.Tests.Api;

/// <summary>Creating, changing, deleting and resetting people (W-54, W-56, W-88).</summary>
public sealed class UserWritingTests(ApiServer server)
{
    private const string NewBob = """{"firstName":"Bob","lastName":"O'Hara","email":"bob.o'hara@example.com"}""";

    [Fact]
    public async Task W_54_three_members_make_a_person_without_a_password()
    {
        var boss = await BossAsync();
        var created = await boss.PostAsync("/users?selector=email,userName", NewBob);
        Assert.Equal(201, created.Status);
        Assert.Equal($"{ApiSite.Api}/users/{created.Json.GetProperty("id")}", created.Header("Location"));
        Assert.Equal("bob.o'hara@example.com", created.Json.GetProperty("email").GetString());
        Assert.Equal("bob.ohara@example.com", created.Json.GetProperty("userName").GetString());
        Assert.Equal("Bob O'Hara", created.Json.GetProperty("name").GetString());
        Assert.DoesNotContain("firstName", created.Members);
        var read = await boss.GetAsync($"/users/{created.Json.GetProperty("id")}");
        Assert.Equal("Employee", read.Json.GetProperty("userType").GetProperty("name").GetString());
        Assert.Null((await StoredAsync(created)).PasswordHash);
    }

    [Fact]
    public async Task A_person_made_with_a_password_can_use_it_and_it_is_in_no_answer()
    {
        var site = await server.AddSiteAsync(headerCredentials: true);
        var boss = await site.SignInAsync("boss", administers: true);
        var created = await boss.PostAsync("/users",
            """{"userName":"bob","firstName":"Bob","lastName":"Hill","email":"bob@example.com","password":"a quiet green kettle","userType":{"id":2},"floorWarden":true}""");
        Assert.Equal(201, created.Status);
        Assert.DoesNotContain("kettle", created.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("assword", created.Body, StringComparison.Ordinal);
        Assert.Equal(2, created.Json.GetProperty("userType").GetProperty("id").GetInt64());
        Assert.Equal(200, (await site.SendAsync(HttpMethod.Get, "/users/me", headers: [("x-auth-username", "bob"), ("x-auth-password", "a quiet green kettle")])).Status);
        Assert.DoesNotContain("assword", (await boss.GetAsync("/users")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"firstName":"B","lastName":"H","email":"boss@example.com"}""", 409, "email")]
    [InlineData("""{"userName":"bess","firstName":"B","lastName":"H","email":"BOSS@example.com"}""", 409, "email")]
    [InlineData("""{"userName":"BOSS","firstName":"B","lastName":"H","email":"b@example.com"}""", 409, "userName")]
    [InlineData("""{"firstName":"B","lastName":"H","email":"b@example.com","userType":{"id":99}}""", 400, "userType")]
    [InlineData("""{"firstName":"B","lastName":"H","email":"b@example.com","password":"short"}""", 400, "password")]
    [InlineData("""{"firstName":"B","lastName":"H","email":"b@example.com","password":"12345678"}""", 400, "password")]
    [InlineData("""{"firstName":"B","lastName":"H"}""", 400, "email")]
    [InlineData("""{"firstName":"B","lastName":"H","email":"b@example.com","email":"c@example.com"}""", 400, "email")]
    [InlineData("[]", 400, "object")]
    [InlineData("nonsense", 400, "JSON")]
    public async Task W_54_what_cannot_be_made_is_refused_by_name(string body, int status, string named)
    {
        var boss = await BossAsync();
        var answer = await boss.PostAsync("/users", body);
        Assert.Equal(status, answer.Status);
        Assert.Equal("invalid_request", answer.Error);
        Assert.Contains(named, answer.Description, StringComparison.Ordinal);
        Assert.Equal("""{"count":1}""", (await boss.GetAsync("/users/count")).Body);
    }

    [Fact]
    public async Task A_body_must_be_JSON_and_no_longer_than_64_KB()
    {
        var boss = await BossAsync();
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1" })
        {
            Assert.Equal(415, (await boss.PostAsync("/users", NewBob, type)).Status);
        }

        var path = $"/users/{boss.Subject.Number}";
        // A missing type is no error (W-1).
        Assert.Equal(200, (await boss.PutAsync(path, "{}", null)).Status);
        Assert.Equal(200, (await boss.PutAsync(path, "{}", "Application/JSON; charset=UTF-8")).Status);
        Assert.Equal(200, (await boss.PutAsync(path, "{}" + new string(' ', (64 * 1024) - 2))).Status);
        Assert.Equal(413, (await boss.PutAsync(path, "{}" + new string(' ', (64 * 1024) - 1))).Status);
    }

    [Fact]
    public async Task W_54_an_object_that_was_read_can_be_sent_back_with_a_change()
    {
        var boss = await BossAsync();
        var me = await boss.GetAsync("/users/me");
        var changed = await boss.PutAsync($"/users/{boss.Subject.Number}",
            me.Body[..^1] + ""","jobTitle":"Chief","room":{"id":4,"floor":{"building":{}}}}""");
        Assert.Equal(200, changed.Status);
        Assert.Equal("Chief", changed.Json.GetProperty("jobTitle").GetString());
        Assert.Equal(me.Json.GetProperty("dateCreated").GetInt64(), changed.Json.GetProperty("dateCreated").GetInt64());
    }

    [Fact]
    public async Task Attack_60_no_body_sets_what_is_not_its_to_set()
    {
        var boss = await BossAsync();
        var before = boss.Subject;
        var body = """{"id":99,"number":99,"name":"X","dateCreated":1,"dateUpdated":1,"enabled":false,"epoch":9,"version":9,"passwordHash":"x","site":"x","userTypeId":1}""";
        Assert.Equal(200, (await boss.PutAsync($"/users/{before.Number}", body)).Status);
        var after = await server.Stores.Subjects.FindAsync(before.Site, before.Id, TestContext.Current.CancellationToken);
        Assert.Equal(before with { Version = after!.Version, UpdatedAt = after.UpdatedAt, Profile = after.Profile }, after);
    }

    [Fact]
    public async Task A_change_is_a_security_event_that_names_the_person_and_the_client()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var bob = await site.AddPersonAsync("bob");
        Assert.Equal(200, (await boss.PutAsync($"/users/{bob.Number}", """{"phone":"1"}""")).Status);
        IReadOnlyList<SecurityEvent> events;
        do
        {
            events = await server.Stores.Audit.ListAsync(site.Site.Id, 50, TestContext.Current.CancellationToken);
        }
        while (!events.Any(one => one.Kind == SecurityEventKind.SubjectChanged));
        var changed = Assert.Single(events, one => one.Kind == SecurityEventKind.SubjectChanged);
        Assert.Equal((bob.Id.Value, "app-of-boss", "127.0.0.1"), (changed.Subject, changed.ClientId, changed.Address));
    }

    [Fact]
    public async Task W_56_who_does_not_administer_changes_nothing()
    {
        var site = await server.AddSiteAsync();
        var bob = await site.AddPersonAsync("bob");
        var alice = await site.SignInAsync("alice");
        foreach (var id in new[] { bob.Number, alice.Subject.Number })
        {
            foreach (var answer in new[]
            {
                await alice.PutAsync($"/users/{id}", """{"userType":{"id":2}}"""), await alice.DeleteAsync($"/users/{id}"),
                await alice.PutAsync($"/users/{id}/permissions", "[]"), await alice.PutAsync($"/users/{id}/resetPassword", null),
                await alice.PostAsync("/users", NewBob),
            })
            {
                Assert.Equal((403, "insufficient_scope"), (answer.Status, answer.Error));
            }
        }

        Assert.Equal(403, (await alice.GetAsync($"/users/{bob.Number}/permissions")).Status);
        Assert.Equal("[]", (await alice.GetAsync($"/users/{alice.Subject.Number}/permissions")).Body);
        Assert.Equal("""{"count":2}""", (await alice.GetAsync("/users/count")).Body);
    }

    [Fact]
    public async Task Two_who_change_different_members_at_once_both_win()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var path = $"/users/{(await site.AddPersonAsync("bob")).Number}";
        var names = new[] { "phone", "mobile", "company", "department" };
        var answers = await Task.WhenAll(names.Select(name => boss.PutAsync(path, $$"""{"{{name}}":"set"}""")));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        var bob = await boss.GetAsync(path);
        Assert.All(names, name => Assert.Equal("set", bob.Json.GetProperty(name).GetString()));
    }

    [Fact]
    public async Task W_54_deleting_ends_the_persons_tokens_at_once()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var bob = await site.SignInAsync("bob");
        Assert.Equal(200, (await bob.GetAsync("/users/me")).Status);
        var removed = await boss.DeleteAsync($"/users/{bob.Subject.Number}");
        Assert.Equal((200, """{"response":"Successfully removed"}"""), (removed.Status, removed.Body));
        Assert.Equal(401, (await bob.GetAsync("/users/me")).Status);
        Assert.Equal(404, (await boss.DeleteAsync($"/users/{bob.Subject.Number}")).Status);
        Assert.Equal(404, (await boss.GetAsync($"/users/{bob.Subject.Number}")).Status);
    }

    [Fact]
    public async Task Nobody_deletes_themselves_and_the_last_administrator_stays()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var path = $"/users/{boss.Subject.Number}";
        await site.AddPersonAsync("idle", administers: true, password: null);
        Assert.Equal(409, (await boss.DeleteAsync(path)).Status);
        Assert.Equal(409, (await boss.PutAsync(path, """{"userType":{"id":1}}""")).Status);
        Assert.Equal(409, (await boss.PutAsync(path + "/resetPassword", null)).Status);

        var service = await site.AddClientAsync("service", "users.write");
        (string, string) credential = ("Authorization", "Bearer " + site.Token(service, null, "users.write"));
        Assert.Equal(403, (await site.SendAsync(HttpMethod.Delete, path, headers: credential)).Status);

        await site.AddPersonAsync("second", administers: true);
        Assert.Equal(200, (await boss.PutAsync(path, """{"userType":{"id":1}}""")).Status);
        Assert.Equal(403, (await boss.PutAsync(path, """{"userType":{"id":2}}""")).Status);
    }

    [Fact, Trait("Rule", "W-56")]
    public async Task A_client_that_acts_for_itself_leaves_administrators_alone_and_makes_none()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        await site.AddPersonAsync("second", administers: true);
        var bob = await site.SignInAsync("bob");
        var service = await site.AddClientAsync("service", "users.write");
        (string, string) credential = ("Authorization", "Bearer " + site.Token(service, null, "users.write"));
        Task<ApiResponse> Send(HttpMethod method, string path, string? body = null) => site.SendAsync(method, path, body, headers: credential);

        Assert.Equal(403, (await Send(HttpMethod.Put, $"/users/{boss.Subject.Number}", """{"phone":"7"}""")).Status);
        Assert.Equal(403, (await Send(HttpMethod.Put, $"/users/{boss.Subject.Number}/resetPassword", """{"password":"Taken over 123"}""")).Status);
        Assert.Equal(403, (await Send(HttpMethod.Delete, $"/users/{boss.Subject.Number}")).Status);
        Assert.Equal(403, (await Send(HttpMethod.Put, $"/users/{bob.Subject.Number}", """{"userType":{"id":2}}""")).Status);
        Assert.Equal(403, (await Send(HttpMethod.Post, "/users", """{"firstName":"E","lastName":"V","email":"e@example.com","userType":{"id":2}}""")).Status);
        Assert.Equal(200, (await Send(HttpMethod.Put, $"/users/{bob.Subject.Number}", """{"phone":"7"}""")).Status);
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_do_not_both_succeed()
    {
        var site = await server.AddSiteAsync();
        var one = await site.SignInAsync("one", administers: true);
        var two = await site.SignInAsync("two", administers: true);
        await Task.WhenAll(
            one.PutAsync($"/users/{two.Subject.Number}", """{"userType":{"id":1}}"""), two.PutAsync($"/users/{one.Subject.Number}", """{"userType":{"id":1}}"""));
        Assert.NotEqual(0, await server.Stores.Subjects.CountAsync(site.Site.Id, new SubjectQuery { SiteAdmin = true }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task W_54_resetPassword_with_a_password_sets_it_and_ends_everything()
    {
        var site = await server.AddSiteAsync(headerCredentials: true);
        var boss = await site.SignInAsync("boss", administers: true);
        var bob = await site.SignInAsync("bob");
        var path = $"/users/{bob.Subject.Number}/resetPassword";
        Assert.Equal(400, (await boss.PutAsync(path, """{"password":"short"}""")).Status);
        Assert.Equal(400, (await boss.PutAsync(path, """{"password":7}""")).Status);
        Assert.Equal(200, (await bob.GetAsync("/users/me")).Status);

        var reset = await boss.PutAsync(path, """{"password":"a quiet green kettle"}""");
        Assert.Equal(200, reset.Status);
        Assert.Equal("bob", reset.Json.GetProperty("userName").GetString());
        Assert.DoesNotContain("kettle", reset.Body, StringComparison.Ordinal);
        Assert.Equal(401, (await bob.GetAsync("/users/me")).Status);
        Assert.Equal(401, (await PasswordAsync(site, ApiSite.Password)).Status);
        Assert.Equal(200, (await PasswordAsync(site, "a quiet green kettle")).Status);
    }

    [Fact]
    public async Task W_54_resetPassword_without_a_body_takes_the_old_one_away()
    {
        var site = await server.AddSiteAsync(headerCredentials: true);
        var boss = await site.SignInAsync("boss", administers: true);
        var bob = await site.SignInAsync("bob");
        var reset = await boss.PutAsync($"/users/{bob.Subject.Number}/resetPassword?selector=email", null);
        Assert.Equal((200, "bob@example.com"), (reset.Status, reset.Json.GetProperty("email").GetString()));
        Assert.Equal(401, (await bob.GetAsync("/users/me")).Status);
        Assert.Equal(401, (await PasswordAsync(site, ApiSite.Password)).Status);
        Assert.Equal(404, (await boss.PutAsync("/users/4711/resetPassword", null)).Status);
    }

    [Fact]
    public async Task W_88_permissions_are_user_types_at_centers_and_PUT_replaces_them()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var center = await server.Stores.Subjects.AddCenterAsync(site.Site.Id, "Asset Center", TestContext.Current.CancellationToken);
        var path = $"/users/{boss.Subject.Number}/permissions";
        var one = $$$"""[{"role":"Administrator","center":{"id":{{{center.Id}}},"name":"Asset Center"}}]""";
        var put = await boss.PutAsync(path, $$$"""[{"role":"ADMINISTRATOR","center":{"id":{{{center.Id}}}}},{"role":"Administrator","center":{"id":{{{center.Id}}},"name":"?"},"x":1}]""");
        Assert.Equal((200, one), (put.Status, put.Body));
        Assert.Equal(one, (await boss.GetAsync(path)).Body);

        foreach (var body in new[] { "{}", "[1]", """[{"role":"Nobody","center":{"id":1}}]""", """[{"role":"Employee","center":{"id":99}}]""", """[{"role":"Employee"}]""",
            """[{"role":1,"center":{"id":1}}]""", "[" + string.Join(',', Enumerable.Repeat("1", 1001)) + "]" })
        {
            Assert.Equal(400, (await boss.PutAsync(path, body)).Status);
        }

        Assert.Equal(one, (await boss.GetAsync(path)).Body);
        Assert.Equal("[]", (await boss.PutAsync(path, "[]")).Body);
        Assert.Equal(404, (await boss.PutAsync("/users/4711/permissions", "[]")).Status);
    }

    [Fact]
    public async Task Attack_75_NUL_surrogates_and_broken_UTF_8_are_4xx_in_every_field()
    {
        var boss = await BossAsync();
        var path = $"/users/{boss.Subject.Number}";
        foreach (var field in new[] { "userName", "firstName", "lastName", "email", "phone", "comments", "custom01" })
        {
            foreach (var hostile in new[] { "\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "\\ufffe\\u0000", "\u0001" })
            {
                Assert.Equal(400, (await boss.PutAsync(path, $$"""{"{{field}}":"{{hostile}}"}""")).Status);
            }
        }

        foreach (var tail in new[] { "/users/username/a%00", "/users?search=%00", "/users?search=%ED%A0%80", "/users/%00", "/users/username/a%C0%AF", "/users?search=%ff", "/users?unknown=%F4%90%80%80", "/users/me?selector=%00" })
        {
            Assert.InRange((await boss.GetAsync(tail)).Status, 400, 499);
        }
    }

    private static Task<ApiResponse> PasswordAsync(ApiSite site, string password) =>
        site.SendAsync(HttpMethod.Get, "/users/me", headers: [("x-auth-username", "bob"), ("x-auth-password", password)]);

    private async Task<ApiClient> BossAsync() => await (await server.AddSiteAsync()).SignInAsync("boss", administers: true);

    private async Task<Subject> StoredAsync(ApiResponse created)
    {
        var sites = await server.Stores.Sites.ListAsync(TestContext.Current.CancellationToken);
        foreach (var site in sites)
        {
            var subject = await server.Stores.Subjects.FindByNumberAsync(site.Id, created.Json.GetProperty("id").GetInt64(), TestContext.Current.CancellationToken);
            if (subject is not null && subject.Email == created.Json.GetProperty("email").GetString()) return subject;
        }

        throw new InvalidOperationException("Nobody was stored.");
    }
}

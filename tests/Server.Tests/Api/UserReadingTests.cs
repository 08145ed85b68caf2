namespace Server.Tests.Api;

/// <summary>Reading people (W-53 to W-56, W-87).</summary>
public sealed class UserReadingTests(ApiServer server)
{
    private static readonly string[] Public = ["department", "email", "extension", "firstName", "id", "jobTitle", "lastName", "name", "phone", "userName"];

    [Fact]
    public async Task W_53_users_me_is_the_whole_user_object()
    {
        var site = await server.AddSiteAsync();
        var alice = await site.SignInAsync("alice");
        var me = await alice.GetAsync("/users/me");
        Assert.Equal(
            ["id", "userName", "firstName", "lastName", "name", "email", "dateCreated", "dateUpdated", "userType", "floorWarden", "specialNeeds"], me.Members);
        Assert.Equal(alice.Subject.Number, me.Json.GetProperty("id").GetInt64());
        Assert.Equal("Alice Tester", me.Json.GetProperty("name").GetString());
        Assert.Equal(alice.Subject.CreatedAt.ToUnixTimeMilliseconds(), me.Json.GetProperty("dateCreated").GetInt64());
        Assert.Equal("""{"id":1,"name":"Employee"}""", me.Json.GetProperty("userType").GetRawText());
        Assert.False(me.Json.GetProperty("floorWarden").GetBoolean());
    }

    [Theory]
    [InlineData("email,firstName,userType(name)", "id firstName name email userType floorWarden specialNeeds")]
    [InlineData("email%2C%20firstName", "id firstName name email floorWarden specialNeeds")]
    [InlineData("room(floor(name)),costCenter1", "id name floorWarden specialNeeds")]
    [InlineData("", "id userName firstName lastName name email dateCreated dateUpdated userType floorWarden specialNeeds")]
    public async Task W_55_the_selector_picks(string selector, string members)
    {
        var alice = await (await server.AddSiteAsync()).SignInAsync("alice");
        Assert.Equal(members.Split(' '), (await alice.GetAsync("/users/me?selector=" + selector)).Members);
    }

    [Theory, InlineData("a(b(c(d(e(f)))))"), InlineData("a("), InlineData("a&selector=b")]
    public async Task W_55_a_selector_that_is_none_is_400(string selector)
    {
        var alice = await (await server.AddSiteAsync()).SignInAsync("alice");
        var answer = await alice.GetAsync("/users/me?selector=" + selector);
        Assert.Equal(400, answer.Status);
        Assert.Contains("selector", answer.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W_87_others_see_the_public_fields_and_nothing_else()
    {
        var site = await server.AddSiteAsync();
        var bob = await site.AddPersonAsync("bob", profile: profile => profile with
        {
            Phone = "1",
            Mobile = "secret-mobile",
            Extension = "2",
            JobTitle = "t",
            Department = "d",
            Company = "c",
            EmployeeId = "secret-id",
            KnownAs = "k",
            Comments = "secret-comment",
            SpecialNeeds = true,
            Custom = [.. Enumerable.Repeat("secret-custom", 15)],
        });
        var alice = await site.SignInAsync("alice");
        foreach (var path in new[] { $"/users/{bob.Number}", $"/users/{bob.Number}?selector=mobile,comments,specialNeeds,userType,{string.Join(',', Public)}" })
        {
            var seen = await alice.GetAsync(path);
            Assert.Equal(Public, seen.Members.Order(StringComparer.Ordinal));
            Assert.DoesNotContain("secret", seen.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", (await alice.GetAsync("/users")).Body, StringComparison.Ordinal);
        Assert.Contains("specialNeeds", (await alice.GetAsync($"/users/{alice.Subject.Number}")).Members);

        var boss = await site.SignInAsync("boss", administers: true);
        var whole = await boss.GetAsync($"/users/{bob.Number}");
        Assert.Equal("secret-custom", whole.Json.GetProperty("custom15").GetString());
        Assert.True(whole.Json.GetProperty("specialNeeds").GetBoolean());
    }

    [Fact]
    public async Task W_87_hidden_fields_cannot_be_asked_for_by_order_filter_or_search()
    {
        var site = await server.AddSiteAsync();
        await site.AddPersonAsync("bob", profile: profile => profile with { EmployeeId = "E-4711" });
        var alice = await site.SignInAsync("alice");
        foreach (var query in new[] { "orderBy=employeeId", "orderBy=dateCreated", "siteAdmin=true", "userTypeId=2", "modifiedOrCreatedAfter=0", "createdBefore=1" })
        {
            Assert.Equal(403, (await alice.GetAsync("/users?" + query)).Status);
            Assert.Equal(403, (await alice.GetAsync("/users/count?" + query)).Status);
        }

        Assert.Equal("[]", (await alice.GetAsync("/users?search=4711")).Body);
        var boss = await site.SignInAsync("boss", administers: true);
        Assert.Equal(["bob"], (await boss.GetAsync("/users?search=4711")).Column("userName"));
    }

    [Fact]
    public async Task W_54_lists_search_pages_sort_and_count()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        foreach (var name in new[] { "cora", "anton", "bert", "dora" }) await site.AddPersonAsync(name);

        Assert.Equal(["boss", "cora", "anton", "bert", "dora"], (await boss.GetAsync("/users")).Column("userName"));
        Assert.Equal(["dora", "cora", "boss"], (await boss.GetAsync("/users?orderBy=userName&orderByType=desc&limit=3")).Column("userName"));
        Assert.Equal(["bert", "anton"], (await boss.GetAsync("/users?orderBy=firstName&orderByType=desc&startAt=3")).Column("userName"));
        Assert.Equal(["cora", "dora"], (await boss.GetAsync("/users?search=ORA")).Column("userName"));
        Assert.Equal(["anton"], (await boss.GetAsync("/users?search=anton@example.com")).Column("userName"));
        Assert.Equal(["boss"], (await boss.GetAsync("/users?siteAdmin=true")).Column("userName"));
        Assert.Equal(["boss"], (await boss.GetAsync("/users?userTypeId=2")).Column("userName"));
        Assert.Equal("[]", (await boss.GetAsync("/users?startAt=9007199254740991")).Body);
        Assert.Equal("[]", (await boss.GetAsync("/users?search=%25")).Body);
        Assert.Equal("""{"count":5}""", (await boss.GetAsync("/users/count")).Body);
        Assert.Equal("""{"count":2}""", (await boss.GetAsync("/users/count?search=ora&limit=1&startAt=1")).Body);
        Assert.Equal("""[{"id":1,"name":"Boss Tester","floorWarden":false,"specialNeeds":false}]""", (await boss.GetAsync("/users?search=boss&selector=id")).Body);
    }

    [Fact]
    public async Task W_54_lists_of_what_changed_since()
    {
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var created = boss.Subject.CreatedAt.ToUnixTimeMilliseconds();
        Assert.Equal(["boss"], (await boss.GetAsync($"/users?modifiedOrCreatedAfter={created - 1}")).Column("userName"));
        Assert.Equal("[]", (await boss.GetAsync($"/users?createdBefore={created}")).Body);
        Assert.Equal(["boss"], (await boss.GetAsync($"/users?createdBefore={created + 1}")).Column("userName"));
    }

    [Fact]
    public async Task Attack_68_text_from_outside_never_reaches_an_ORDER_BY()
    {
        var boss = await (await server.AddSiteAsync()).SignInAsync("boss", administers: true);
        foreach (var hostile in new[] { "id;DROP TABLE users", "password_hash", "(SELECT password_hash FROM users)", "id--", "1", "id,userName" })
        {
            var answer = await boss.GetAsync("/users?orderBy=" + Uri.EscapeDataString(hostile));
            Assert.Equal(400, answer.Status);
            Assert.Contains("orderBy", answer.Description, StringComparison.Ordinal);
        }

        Assert.Equal("[]", (await boss.GetAsync("/users?search=" + Uri.EscapeDataString("' OR 1=1 --"))).Body);
        Assert.Equal("""{"count":1}""", (await boss.GetAsync("/users/count")).Body);
    }

    [Fact]
    public async Task Attack_64_a_person_of_another_site_is_not_found()
    {
        var other = await server.AddSiteAsync();
        for (var i = 0; i < 3; i++) await other.AddPersonAsync("stranger" + i);
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        Assert.Equal(404, (await boss.GetAsync("/users/3")).Status);
        Assert.Equal(404, (await boss.PutAsync("/users/3", "{}")).Status);
        Assert.Equal(404, (await boss.DeleteAsync("/users/3")).Status);
        Assert.Equal("""{"count":1}""", (await boss.GetAsync("/users/count")).Body);
    }

    [Theory, InlineData("0"), InlineData("-1"), InlineData("abc"), InlineData("1.0"), InlineData("99999999999999999999"), InlineData("'10'+1")]
    public async Task Attack_75_an_id_that_is_no_number_is_404(string id)
    {
        var boss = await (await server.AddSiteAsync()).SignInAsync("boss", administers: true);
        Assert.Equal(404, (await boss.GetAsync("/users/" + id)).Status);
        Assert.Equal(404, (await boss.PutAsync($"/users/{id}/permissions", "[]")).Status);
    }

    [Fact]
    public async Task W_54_tells_whether_a_user_name_is_free()
    {
        var alice = await (await server.AddSiteAsync()).SignInAsync("alice");
        Assert.Equal("""{"available":"false"}""", (await alice.GetAsync("/users/username/ALICE")).Body);
        Assert.Equal("""{"available":"true"}""", (await alice.GetAsync("/users/username/j%C3%B6rg")).Body);
        // What nobody can have is not to be had.
        Assert.Equal("""{"available":"false"}""", (await alice.GetAsync("/users/username/a%20b")).Body);
        Assert.Equal("""{"available":"false"}""", (await alice.GetAsync("/users/username/" + new string('a', 257))).Body);
    }

    [Fact]
    public async Task W_54_a_slash_at_the_end_and_HEAD_are_accepted()
    {
        var alice = await (await server.AddSiteAsync()).SignInAsync("alice");
        foreach (var path in new[] { "/users/me", "/users", "/users/count", $"/users/{alice.Subject.Number}", $"/users/{alice.Subject.Number}/permissions", "/users/username/x" })
        {
            var get = await alice.GetAsync(path + "/");
            Assert.Equal(200, get.Status);
            var head = await alice.SendAsync(HttpMethod.Head, path);
            Assert.Equal((200, "", get.Header("Content-Length")), (head.Status, head.Body, head.Header("Content-Length")));
        }
    }

    [Fact]
    public async Task What_the_API_does_not_have_is_404_and_a_wrong_method_405_both_in_JSON()
    {
        var alice = await (await server.AddSiteAsync()).SignInAsync("alice");
        Assert.Equal((404, "invalid_request"), await StatusAndErrorAsync(alice.GetAsync("/rooms")));
        var wrong = await alice.SendAsync(HttpMethod.Patch, "/users/");
        Assert.Equal((405, "GET, HEAD, POST"), (wrong.Status, wrong.Header("Allow")));
        Assert.Equal("invalid_request", wrong.Error);
    }

    private static async Task<(int Status, string Error)> StatusAndErrorAsync(Task<ApiResponse> answer) => ((await answer).Status, (await answer).Error);
}

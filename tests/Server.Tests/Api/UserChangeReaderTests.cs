using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api;
using Vestibule.Server.Api.Answers;
using Vestibule.Server.Api.Users;

namespace Server.Tests.Api;

public sealed class UserChangeReaderTests
{
    private static readonly Subject Alice = new()
    {
        Site = new SiteId(new Guid(1, 0, 0, new byte[8])),
        Id = new SubjectId(new Guid(2, 0, 0, new byte[8])),
        Number = 7,
        UserName = "alice",
        Email = "alice@example.com",
        PasswordHash = "hash",
        Enabled = true,
        Epoch = 3,
        Version = 4,
        UserTypeId = 1,
        Profile = new SubjectProfile { FirstName = "Alice", LastName = "Archer", Phone = "1", Comments = "c" },
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "[]", "object" },
        { "1", "object" },
        { """{"firstName":1}""", "firstName" },
        { """{"firstName":""}""", "firstName" },
        { """{"firstName":"  "}""", "firstName" },
        { """{"lastName":null}""", "lastName" },
        { """{"email":null}""", "email" },
        { """{"email":"nobody"}""", "email" },
        { """{"email":"a@b@c"}""", "email" },
        { """{"email":"a b@example.com"}""", "email" },
        { """{"email":"Alice <alice@example.com>"}""", "email" },
        { """{"email":"a@example.com\u0000"}""", "email" },
        { """{"userName":"a/b"}""", "userName" },
        { """{"userName":"a b"}""", "userName" },
        { """{"userName":""}""", "userName" },
        { """{"phone":{}}""", "phone" },
        { """{"phone":["1"]}""", "phone" },
        { """{"phone":true}""", "phone" },
        { """{"phone":"\u0000"}""", "phone" },
        { """{"phone":"1\n2"}""", "phone" },
        { """{"phone":"\ud800"}""", "phone" },
        { """{"comments":"\ufffd"}""", "comments" },
        { """{"floorWarden":"true"}""", "floorWarden" },
        { """{"floorWarden":null}""", "floorWarden" },
        { """{"specialNeeds":1}""", "specialNeeds" },
        { """{"userType":2}""", "userType" },
        { """{"userType":{}}""", "userType" },
        { """{"userType":{"id":"2"}}""", "userType" },
        { """{"userType":{"id":0}}""", "userType" },
        { """{"userType":{"id":1.5}}""", "userType" },
        { """{"userType":{"id":1e30}}""", "userType" },
        { """{"userType":null}""", "userType" },
        { """{"password":"x"}""", "password" },
        { """{"phone":"1","phone":"2"}""", "phone" },
        { """{"other":{"x":1,"x":2}}""", "x" },
        { """{"phone":"1",}""", "not JSON" },
        { """{"phone":NaN}""", "not JSON" },
        { """{'phone':'1'}""", "not JSON" },
        { """{"phone":"1"} {}""", "not JSON" },
        { "", "not JSON" },
        { "\uFEFF{}", "not JSON" },
        { """{"phone":"1"/* comment */}""", "not JSON" },
        { """{"\ud800":1}""", "name" },
    };

    /// <summary>Everything of a person that no body may set.</summary>
    public static TheoryData<string> ReadOnly => new("id", "number", "Number", "name", "dateCreated", "dateUpdated", "createdAt", "updatedAt", "enabled", "Enabled",
        "epoch", "version", "passwordHash", "PasswordHash", "userTypeId", "siteAdmin", "site", "siteId", "administers", "permissions", "profile", "FirstName", "__proto__");

    [Theory, MemberData(nameof(Refused))]
    public void W_54_and_attack_75_a_member_that_does_not_fit_is_refused_by_name(string body, string named)
    {
        var read = Change(body);
        Assert.False(read.Succeeded, body);
        Assert.Equal(400, read.Error.Status);
        Assert.Contains(named, read.Error.Description, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ReadOnly))]
    public void Attack_60_read_only_and_unknown_members_are_passed_over(string member)
    {
        foreach (var value in new[] { "1", "\"x\"", "true", "null", "{\"id\":2}", "[1]" })
        {
            var read = Change($$"""{"{{member}}":{{value}}}""");
            Assert.True(read.Succeeded, read.Error?.Description);
            AssertSame(Alice, read.Value.ApplyTo(Alice));
        }
    }

    [Fact]
    public void W_54_only_what_the_body_holds_changes()
    {
        var changed = Change("""{"phone":"","mobile":" 22 ","custom15":"z","floorWarden":true,"userType":{"id":2,"name":"ignored"},"comments":"a\nb"}""").Value!.ApplyTo(Alice);
        AssertSame(Alice with
        {
            UserTypeId = 2,
            Profile = Alice.Profile with { Phone = null, Mobile = "22", FloorWarden = true, Comments = "a\nb", Custom = Alice.Profile.Custom.SetItem(14, "z") },
        }, changed);
    }

    [Fact]
    public void Every_field_is_read_and_written_by_its_own_name()
    {
        foreach (var field in UserFields.ByName.Values)
        {
            var value = field.Name == UserFields.Email ? "new@example.com" : "new";
            var changed = Change($$"""{"{{field.Name}}":"{{value}}"}""").Value!.ApplyTo(Alice);
            Assert.Equal(value, field.Read(changed));
            foreach (var other in UserFields.ByName.Values.Where(other => other != field)) Assert.Equal(other.Read(Alice), other.Read(changed));
        }
    }

    [Fact]
    public void Every_field_has_its_limit()
    {
        foreach (var field in UserFields.ByName.Values.Where(field => field.Name != UserFields.Email))
        {
            Assert.True(Change($$"""{"{{field.Name}}":"{{new string('a', field.MaximumLength)}}"}""").Succeeded, field.Name);
            Assert.False(Change($$"""{"{{field.Name}}":"{{new string('a', field.MaximumLength + 1)}}"}""").Succeeded, field.Name);
        }
    }

    [Fact]
    public void W_87_the_public_fields_are_those_of_the_rule() => Assert.Equal(
        new[] { "department", "email", "extension", "firstName", "jobTitle", "lastName", "phone", "userName" },
        UserFields.ByName.Values.Where(field => field.Public).Select(field => field.Name).Order(StringComparer.Ordinal));

    [Theory, InlineData("firstName"), InlineData("lastName"), InlineData("email")]
    public void W_54_a_new_person_needs_three_members(string missing)
    {
        var members = new[] { "firstName", "lastName", "email" }.Where(name => name != missing).Select(name => $"\"{name}\":\"a@example.com\"");
        var read = New("{" + string.Join(',', members) + "}");
        Assert.False(read.Succeeded);
        Assert.Equal($"The member {missing} is missing.", read.Error.Description);
    }

    [Fact]
    public void Attack_74_a_body_nested_too_deeply_is_refused()
    {
        Assert.True(Change(Nested(15)).Succeeded);
        Assert.False(Change(Nested(17)).Succeeded);
        Assert.False(Change(Nested(30_000)).Succeeded);
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
    }

    [Fact]
    public void Attack_75_bytes_that_are_not_UTF_8_are_refused() =>
        Assert.False(JsonBody.Parse(new byte[] { (byte)'{', (byte)'"', 0xC0, 0xAF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).Succeeded);

    [Property(MaxTest = 500)]
    public Property Whatever_a_text_is_it_is_refused_or_stored_clean() => Prop.ForAll(Gen.Elements([.. UserFields.ByName.Values]).ToArbitrary(),
        ArbMap.Default.ArbFor<string?>(), (field, value) =>
        {
            var read = Change(JsonSerializer.Serialize(new Dictionary<string, string?> { [field.Name] = value }));
            if (!read.Succeeded) return read.Error.Status == 400;
            var stored = field.Read(read.Value.ApplyTo(Alice));
            return stored is null ? !field.Required : stored.Length <= field.MaximumLength && stored == stored.Trim() && !stored.Contains('\0', StringComparison.Ordinal);
        });

    private static void AssertSame(Subject expected, Subject actual)
    {
        Assert.Equal(expected.Profile.Custom, actual.Profile.Custom);
        Assert.Equal(expected, actual with { Profile = actual.Profile with { Custom = expected.Profile.Custom } });
    }

    private static ApiOutcome<UserChange> Change(string body) => Read(body, UserChangeReader.ReadChange);

    private static ApiOutcome<UserChange> New(string body) => Read(body, UserChangeReader.ReadNew);

    private static ApiOutcome<UserChange> Read(string body, Func<JsonElement, ApiOutcome<UserChange>> read)
    {
        var parsed = JsonBody.Parse(Encoding.UTF8.GetBytes(body));
        return parsed.Succeeded ? read(parsed.Value.RootElement) : parsed.Error;
    }
}

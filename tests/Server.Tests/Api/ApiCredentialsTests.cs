using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Api.Access;

namespace Server.Tests.Api;

public sealed class ApiCredentialsTests
{
    private static readonly Site Site = new()
    {
        Id = default,
        Name = "s",
        Url = "https://s.test",
        Hosts = ["s.test"],
        HeaderCredentials = true,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Attack 71: malformed headers. The rule, the headers, the status, the challenge.</summary>
    public static TheoryData<string, string[], int, string?> Refused => new()
    {
        { "none", [], 401, "Bearer realm" },
        { "another scheme", ["Authorization: Basic YTpi"], 401, "Bearer realm" },
        { "an empty header", ["Authorization: "], 400, "Bearer realm" },
        { "no scheme", ["Authorization: =/;"], 400, "Bearer realm" },
        { "a scheme beyond ASCII", ["Authorization: B\u00e9arer x"], 400, "Bearer realm" },
        { "Bearer alone", ["Authorization: Bearer"], 401, "Bearer error=\"invalid_token\"" },
        { "Bearer and blanks", ["Authorization: Bearer   "], 401, "Bearer error=\"invalid_token\"" },
        { "a control character", ["Authorization: Bearer a\u0001b"], 400, "Bearer error=\"invalid_request\"" },
        { "an over-long token", ["Authorization: Bearer " + new string('a', 8193)], 401, "Bearer error=\"invalid_token\"" },
        { "Authorization twice", ["Authorization: Bearer a", "Authorization: Bearer a"], 400, "Bearer error=\"invalid_request\"" },
        { "two credentials", ["Authorization: Bearer a", "x-access-token: a"], 400, "Bearer error=\"invalid_request\"" },
        { "two token headers", ["x-auth-token: a", "x-access-token: a"], 400, null },
        { "a token and a password", ["x-auth-token: a", "x-auth-username: a", "x-auth-password: b"], 400, null },
        { "a token and half a password", ["x-auth-token: a", "x-auth-password: b"], 400, null },
        { "a token header twice", ["x-access-token: a", "x-access-token: a"], 400, null },
        { "an empty token", ["x-access-token: "], 401, "Bearer realm" },
        { "an over-long token in a header", ["x-auth-token: " + new string('a', 8193)], 401, "Bearer realm" },
        { "no password", ["x-auth-username: a"], 400, null },
        { "no name", ["x-auth-password: a"], 400, null },
        { "an empty password", ["x-auth-username: a", "x-auth-password: "], 401, "Bearer realm" },
        { "an over-long password", ["x-auth-username: a", "x-auth-password: " + new string('a', 2049)], 401, "Bearer realm" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Attack_71_and_W_52_refuses(string rule, string[] headers, int status, string? challenge)
    {
        var refused = Assert.IsType<PresentedCredential.Refused>(Read(headers));
        Assert.True(refused.Error.Status == status, rule);
        if (challenge is null) Assert.Null(refused.Error.Challenge);
        else Assert.StartsWith(challenge, refused.Error.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization: Bearer abc", nameof(CredentialCarrier.Bearer))]
    [InlineData("Authorization: bearer   abc ", nameof(CredentialCarrier.Bearer))]
    [InlineData("x-access-token: abc", nameof(CredentialCarrier.TokenHeader))]
    [InlineData("X-Auth-Token: abc", nameof(CredentialCarrier.TokenHeader))]
    public void W_50_and_W_51_reads_a_token(string header, string carrier)
    {
        var token = Assert.IsType<PresentedCredential.Token>(Read(header));
        Assert.Equal(carrier, token.Carrier.ToString());
        Assert.Equal("abc", token.Value.Reveal());
    }

    [Fact]
    public void W_6_names_and_passwords_may_come_as_UTF_8_or_as_Latin_1()
    {
        var utf8 = Assert.IsType<PresentedCredential.NameAndPassword>(Read("x-auth-username: J\u00c3\u00b6rg", "x-auth-password: \u00c3\u00a9"));
        Assert.Equal(("J\u00f6rg", "\u00e9"), (utf8.UserName, utf8.Password.Reveal()));
        var latin = Assert.IsType<PresentedCredential.NameAndPassword>(Read("x-auth-username: J\u00f6rg", "x-auth-password: \u00e9"));
        Assert.Equal(("J\u00f6rg", "\u00e9"), (latin.UserName, latin.Password.Reveal()));
    }

    [Fact]
    public void W_51_a_site_that_does_not_allow_passwords_refuses_them_unread()
    {
        var refused = Assert.IsType<PresentedCredential.Refused>(ApiCredentials.Read(
            Headers("x-auth-username: a", "x-auth-password: b"), Site with { HeaderCredentials = false }));
        Assert.Equal(401, refused.Error.Status);
    }

    [Property(MaxTest = 1000)]
    public Property Attack_71_whatever_the_headers_hold_the_answer_is_a_credential_or_a_4xx()
    {
        var name = Gen.Elements("Authorization", "x-access-token", "x-auth-token", "x-auth-username", "x-auth-password");
        var value = Gen.OneOf(ArbMap.Default.GeneratorFor<string?>(), Gen.Elements<string?>("Bearer ", "Bearer x", "bearer", "Basic", " ", "\u00ff\u00fe"));
        var headers = Gen.Zip(name, value).ListOf();
        return Prop.ForAll(headers.ToArbitrary(), list =>
        {
            var dictionary = new HeaderDictionary();
            foreach (var (key, text) in list) dictionary[key] = StringValues.Concat(dictionary[key], Latin(text ?? ""));
            return ApiCredentials.Read(dictionary, Site) is not PresentedCredential.Refused { Error.Status: < 400 or > 499 };
        });
    }

    /// <summary>The server hands over bytes, one character each.</summary>
    private static string Latin(string text) => string.Concat(text.Select(c => (char)(c & 0xff)));

    private static PresentedCredential Read(params string[] headers) => ApiCredentials.Read(Headers(headers), Site);

    private static HeaderDictionary Headers(params string[] lines)
    {
        var headers = new HeaderDictionary();
        foreach (var line in lines)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            headers[line[..colon]] = StringValues.Concat(headers[line[..colon]], line[(colon + 2)..]);
        }

        return headers;
    }
}

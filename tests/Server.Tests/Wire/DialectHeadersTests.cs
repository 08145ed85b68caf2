using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Vestibule.Engine.Model.Clients;
using Vestibule.Server.Http.Wire.Workplace;

namespace Server.Tests.Wire;

public sealed class DialectHeadersTests
{
    public static TheoryData<string> Names => [.. DialectHeaders.All];

    [Theory, MemberData(nameof(Names)), Trait("Rule", "W-6")]
    public void Attack_25_A_header_given_twice_is_refused(string name)
    {
        var headers = Of((name, "one"), (name, "two"));
        headers.Optional(name);
        Assert.Contains(name, headers.Error!.Description, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names)), Trait("Rule", "W-1")]
    public void Names_are_read_whatever_the_case_of_their_letters(string name) =>
        Assert.Equal("value", Of((name.ToUpperInvariant(), "value")).Optional(name));

    [Fact, Trait("Rule", "W-6"), Trait("Rule", "W-85")]
    public void Attack_70_A_value_has_2048_characters_and_a_code_or_token_8192()
    {
        var headers = Of(("x-scope", new string('s', 2048)), ("x-auth-code", new string('c', 8192)));
        Assert.Equal(2048, headers.Optional("x-scope")?.Length);
        Assert.Equal(8192, headers.RequiredToken("x-auth-code").Length);
        Assert.Null(headers.Error);

        var scope = Of(("x-scope", new string('s', 2049)));
        scope.Optional("x-scope");
        Assert.NotNull(scope.Error);

        var code = Of(("x-auth-code", new string('c', 8193)));
        code.RequiredToken("x-auth-code");
        Assert.NotNull(code.Error);
    }

    [Fact, Trait("Rule", "W-20")]
    public void An_empty_scope_is_present_and_an_absent_one_is_not()
    {
        var empty = Of(("x-scope", ""));
        Assert.Equal("", empty.Present("x-scope"));
        Assert.Null(empty.Error);
        var absent = Of();
        absent.Present("x-scope");
        Assert.Contains("x-scope", absent.Error!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_fault_is_the_one_that_is_told()
    {
        var headers = Of(("x-scope", "email"));
        headers.Required("x-redirect-uri");
        headers.Required("x-auth-code");
        Assert.Contains("x-redirect-uri", headers.Error!.Description, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-6")]
    public void A_header_of_the_dialect_that_nobody_reads_is_judged_all_the_same()
    {
        Assert.Contains("x-token", Of(("x-token", "a\u0001")).Error!.Description, StringComparison.Ordinal);
        Assert.Contains("x-code-verifier", Of(("x-code-verifier", new string('a', 2049))).Error!.Description, StringComparison.Ordinal);
        Assert.Null(Of(("x-anything-else", "a\u0001")).Error);
    }

    [Fact, Trait("Rule", "W-11")]
    public void A_client_says_who_it_is_by_headers_or_by_Basic()
    {
        var post = Of(("x-client-id", "web"), ("x-client-secret", "s3cret"));
        var presented = post.Client();
        Assert.Equal(("web", "s3cret", ClientAuthenticationMethod.ClientSecretPost), (presented.ClientId, presented.Secret?.Reveal(), presented.Method));

        var basic = Of(("Authorization", "Basic " + Convert.ToBase64String("web:s3cret"u8)));
        presented = basic.Client();
        Assert.Equal(("web", "s3cret", ClientAuthenticationMethod.ClientSecretBasic), (presented.ClientId, presented.Secret?.Reveal(), presented.Method));
        Assert.Null(basic.Error);

        var bearer = Of(("x-client-id", "spa"), ("Authorization", "Bearer vst_at_x"));
        Assert.Equal(ClientAuthenticationMethod.None, bearer.Client().Method);
        Assert.Null(bearer.Error);
    }

    [Theory, Trait("Rule", "W-11"), Trait("Rule", "S-3")]
    [InlineData("two ways", "web", "s3cret", "web:s3cret")]
    [InlineData("different client ids", "spa", null, "web:s3cret")]
    [InlineData("Basic", null, null, "web")]
    [InlineData("Basic", null, null, ":s3cret")]
    [InlineData("Basic", null, null, "web:")]
    [InlineData("Basic", null, null, "w%zzb:s3cret")]
    [InlineData("Basic", null, null, "web%00:s3cret")]
    public void Attack_22_Two_ways_to_authenticate_or_a_malformed_one_are_refused(string words, string? id, string? secret, string basic)
    {
        var given = new List<(string, string)> { ("Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(basic))) };
        if (id is not null) given.Add(("x-client-id", id));
        if (secret is not null) given.Add(("x-client-secret", secret));
        var headers = Of([.. given]);
        headers.Client();
        Assert.Contains(words, headers.Error!.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", headers.Error.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic d2Vi OnM=")]
    [InlineData("Basic d2ViOnM")]
    [InlineData("BasicX d2ViOnM=")]
    public void Attack_71_A_malformed_authorization_header_is_refused_and_nothing_worse(string authorization)
    {
        var headers = Of(("Authorization", authorization));
        headers.Client();
        Assert.NotNull(headers.Error);
    }

    private static DialectHeaders Of(params (string Name, string Value)[] given)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in given) headers[name] = StringValues.Concat(headers[name], value);
        return new DialectHeaders(headers);
    }
}

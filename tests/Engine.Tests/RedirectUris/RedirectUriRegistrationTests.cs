using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Model.RedirectUris;

namespace Engine.Tests.RedirectUris;

[Trait("Rule", "W-13"), Trait("Rule", "S-10")]
public sealed class RedirectUriRegistrationTests
{
    [Theory]
    [InlineData("https://app.example.com/cb", true)]
    [InlineData("https://app.example.com/cb", false)]
    [InlineData("https://app.example.com:8443/cb?tenant=1", false)]
    [InlineData("http://localhost:8080/cb", true)]
    [InlineData("http://localhost:8080/cb", false)]
    [InlineData("http://127.0.0.1/cb", true)]
    [InlineData("http://[::1]/cb", true)]
    [InlineData("com.example.app:/cb", true)]
    [InlineData("com.example.app://cb", true)]
    public void What_the_rule_allows_is_taken(string uri, bool publicClient) => Assert.Null(RedirectUriRegistration.Refuses(uri, publicClient));

    [Theory]
    [InlineData("", "characters")]
    [InlineData("https://app.example.com/c b", "characters")]
    [InlineData("https://app.example.com/cb\t", "characters")]
    [InlineData("https://app.example.com/cb\u0000", "characters")]
    [InlineData("https://аpp.example.com/cb", "characters")]
    [InlineData("https://app.example.com\\cb", "characters")]
    [InlineData("https://app.example.com/<script>", "characters")]
    [InlineData("app.example.com/cb", "absolute")]
    [InlineData("/cb", "absolute")]
    [InlineData("//app.example.com/cb", "absolute")]
    [InlineData("cb", "absolute")]
    [InlineData("https://app.example.com/cb#", "fragment")]
    [InlineData("https://app.example.com/cb#x", "fragment")]
    [InlineData("https://user@app.example.com/cb", "user part")]
    [InlineData("https://@app.example.com/cb", "user part")]
    [InlineData("com.example.app://user@cb", "user part")]
    [InlineData("https://*.example.com/cb", "wildcard")]
    [InlineData("https://app.example.com/*", "wildcard")]
    [InlineData("http://app.example.com/cb", "https")]
    [InlineData("http://127.0.0.1.evil.example/cb", "https")]
    [InlineData("http://localhost.evil.example/cb", "https")]
    [InlineData("http://10.0.0.1/cb", "https")]
    [InlineData("HTTPS://app.example.com/cb", "lower case")]
    [InlineData("myapp:/cb", "dot")]
    public void What_it_does_not_allow_is_refused_with_the_reason(string uri, string reason) =>
        Assert.Contains(reason, RedirectUriRegistration.Refuses(uri, publicClient: true), StringComparison.Ordinal);

    [Fact]
    public void A_scheme_of_its_own_is_for_public_clients() =>
        Assert.Contains("public client", RedirectUriRegistration.Refuses("com.example.app:/cb", publicClient: false), StringComparison.Ordinal);

    [Fact, Trait("Rule", "W-6")]
    public void A_uri_of_2048_characters_is_taken_and_of_one_more_refused()
    {
        const string start = "https://app.example.com/";
        Assert.Null(RedirectUriRegistration.Refuses(start + new string('a', 2048 - start.Length), publicClient: true));
        Assert.NotNull(RedirectUriRegistration.Refuses(start + new string('a', 2049 - start.Length), publicClient: true));
    }

    [Theory, MemberData(nameof(DangerousSchemes))]
    public void Attack_26_A_dangerous_scheme_is_refused_in_any_letter_case(string uri) =>
        Assert.NotNull(RedirectUriRegistration.Refuses(uri, publicClient: true));

    [Property(MaxTest = 1000)]
    public Property Any_text_is_answered_and_what_is_taken_matches_itself_alone() => Prop.ForAll(
        Gen.OneOf(
            ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => text.Get),
            from scheme in Gen.Elements("https:", "http:", "com.example:", "javascript:", "/", "", "https", "//", "file:", "c:", ":")
            from rest in Gen.ArrayOf(Gen.Elements('/', ':', '@', '?', '#', '.', '[', ']', '%', '*', 'a', '1', '\\', ' ', 'é'))
            select scheme + new string(rest)).ToArbitrary(),
        text => RedirectUriRegistration.Refuses(text, publicClient: true) is not null
            || (Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Fragment.Length == 0 && parsed.UserInfo.Length == 0 && text.StartsWith(parsed.Scheme + ":", StringComparison.Ordinal)));

    /// <summary>Dangerous schemes, in several letter cases, with and without slashes.</summary>
    public static IEnumerable<TheoryDataRow<string>> DangerousSchemes =>
        from scheme in (string[])["javascript", "data", "vbscript", "file", "blob", "about", "view-source", "ws", "wss", "ftp", "mailto", "filesystem", "intent"]
        from written in (string[])[scheme, scheme.ToUpperInvariant(), char.ToUpperInvariant(scheme[0]) + scheme[1..]]
        from rest in (string[])["alert(1)", "//app.example.com/cb", "/cb", "//app.example.com/%0aalert(1)"]
        select new TheoryDataRow<string>($"{written}:{rest}");
}

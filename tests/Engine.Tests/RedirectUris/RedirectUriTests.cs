using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Model.RedirectUris;

namespace Engine.Tests.RedirectUris;

[Trait("Rule", "W-13"), Trait("Rule", "RFC 9700 §4.1.3")]
public sealed class RedirectUriTests
{
    private const string Registered = "https://app.example.com/cb";

    private static readonly string[] Specimens =
    [
        Registered, "https://app.example.com", "https://app.example.com/", "https://app.example.com/cb?tenant=1&x=%2F", "com.example.app:/cb",
        "http://localhost:8080/cb", "http://127.0.0.1/cb", "http://127.0.0.1:8080/cb", "http://[::1]/cb", "http://[::1]:8080/cb?x=1",
    ];

    private static readonly string[] Loopback = ["http://127.0.0.1", "http://[::1]"];

    [Property]
    public void Every_uri_matches_itself(NonNull<string> uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Assert.True(RedirectUri.Matches(uri.Get, uri.Get));
    }

    [Property(MaxTest = 2000)]
    public Property Attack_23_A_uri_with_one_character_changed_added_or_taken_away_does_not_match() => Prop.ForAll(
        Gen.Elements(Specimens).SelectMany(uri => Mutations(uri).Select(mutated => (Uri: uri, Mutated: mutated))).Where(pair => pair.Uri != pair.Mutated).ToArbitrary(),
        pair => RedirectUri.Matches(pair.Uri, pair.Mutated) == DiffersInLoopbackPortOnly(pair.Uri, pair.Mutated));

    [Theory, Trait("Rule", "RFC 8252 §7.3")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:1/cb")]
    [InlineData("http://127.0.0.1:8080/cb", "http://127.0.0.1/cb")]
    [InlineData("http://127.0.0.1:8080/cb", "http://127.0.0.1:65535/cb")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:9")]
    [InlineData("http://[::1]/cb?x=1", "http://[::1]:50123/cb?x=1")]
    public void Attack_29_For_the_loopback_addresses_the_port_may_vary(string registered, string presented) =>
        Assert.True(RedirectUri.Matches(registered, presented));

    [Theory, Trait("Rule", "RFC 8252 §7.3")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:8080/CB")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:8080/cb/")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:65536/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:99999999999999/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:-1/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:80@evil.example/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:80#/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.10/cb")]
    [InlineData("http://127.0.0.1/cb", "http://[::1]:8080/cb")]
    [InlineData("http://127.0.0.1/cb", "http://localhost:8080/cb")]
    [InlineData("http://127.0.0.1/cb", "https://127.0.0.1:8080/cb")]
    [InlineData("http://127.0.0.1/cb", "HTTP://127.0.0.1:8080/cb")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:٨٠٨٠/cb")]
    [InlineData("http://localhost:8080/cb", "http://localhost:8081/cb")]
    [InlineData("http://localhost/cb", "http://localhost:8081/cb")]
    [InlineData("https://127.0.0.1/cb", "https://127.0.0.1:8081/cb")]
    public void Attack_29_Nothing_but_the_port_and_that_of_nobody_else(string registered, string presented) =>
        Assert.False(RedirectUri.Matches(registered, presented));

    [Theory]
    [MemberData(nameof(WaysAround))]
    public void Attack_23_Attack_24_Attack_27_Attack_28_No_way_around_leads_to_a_match(string presented) =>
        Assert.False(RedirectUri.Matches(Registered, presented));

    public static TheoryData<string> WaysAround =>
    [
        // Prefixes, suffixes and neighbours of the host.
        "https://app.example.com.evil.example/cb", "https://evil.example/app.example.com/cb", "https://badapp.example.com/cb", "https://sub.app.example.com/cb",
        "https://appXexample.com/cb", "https://app.example.co/cb", "https://app.example.comm/cb", "https://app.example.com./cb", "https://.app.example.com/cb",
        "https://app-example.com/cb", "https://xn--app-example.com/cb", "https://app.example.com%2eevil.example/cb", "https://app.example.com%00.evil.example/cb",
        "https://аpp.example.com/cb", "https://app。example。com/cb", "https://app.example.com\u200b/cb",
        // User info.
        "https://app.example.com@evil.example/cb", "https://app.example.com:443@evil.example/cb", "https://user@app.example.com/cb", "https://user:pw@app.example.com/cb",
        "https://app.example.com%40evil.example/cb", "https://@app.example.com/cb", "https://evil.example#@app.example.com/cb", "https://evil.example\\@app.example.com/cb",
        // Scheme.
        "http://app.example.com/cb", "HTTPS://app.example.com/cb", "Https://app.example.com/cb", "https:app.example.com/cb", "https:/app.example.com/cb",
        "https:///app.example.com/cb", "https:\\\\app.example.com\\cb", "//app.example.com/cb", "app.example.com/cb", "javascript:https://app.example.com/cb", "javascript://app.example.com/cb",
        "data:text/html,https://app.example.com/cb", "view-source:https://app.example.com/cb", "blob:https://app.example.com/cb", "ftp://app.example.com/cb", "wss://app.example.com/cb",
        // Host case and port.
        "https://APP.example.com/cb", "https://App.Example.Com/cb", "https://app.example.com:443/cb", "https://app.example.com:8443/cb", "https://app.example.com:/cb", "https://app.example.com:0443/cb",
        // Path.
        "https://app.example.com/CB", "https://app.example.com/Cb", "https://app.example.com/cb/", "https://app.example.com/cb//", "https://app.example.com//cb", "https://app.example.com/./cb",
        "https://app.example.com/x/../cb", "https://app.example.com/cb/..", "https://app.example.com/cb/../../evil", "https://app.example.com/cb/..;/", "https://app.example.com/..;/cb",
        "https://app.example.com/cb;x=1", "https://app.example.com/cb/%2e%2e/evil", "https://app.example.com/%63b", "https://app.example.com/c%62", "https://app.example.com/cb%2f",
        "https://app.example.com/cb%00", "https://app.example.com/cb%20", "https://app.example.com/cb.", "https://app.example.com/cbb", "https://app.example.com/c", "https://app.example.com/",
        "https://app.example.com", "https://app.example.com/cb/*", "https://app.example.com/*", "https://*.example.com/cb", "https://app.example.com\\cb", "https://app.example.com/cb\\",
        "https://app.example.com/cb/evil", "https://app.example.com/xcb", "https://app.example.com/сb",
        // Query and fragment.
        "https://app.example.com/cb?", "https://app.example.com/cb?x=1", "https://app.example.com/cb?redirect=https://evil.example", "https://app.example.com/cb&x=1",
        "https://app.example.com/cb#", "https://app.example.com/cb#x", "https://app.example.com/cb#code=1", "https://app.example.com/cb%3f", "https://app.example.com/cb%23",
        // White space and control characters.
        " https://app.example.com/cb", "https://app.example.com/cb ", "https://app.example.com/cb\t", "\thttps://app.example.com/cb", "https://app.example.com/\ncb", "https://app.example.com/cb\n",
        "https://app.example.com/cb\r", "https://app.exa\tmple.com/cb", "ht\ntps://app.example.com/cb", "https://app.example.com/cb\u0000", "\ufeffhttps://app.example.com/cb", "https://app.example.com/cb\u00a0",
        // Two at once.
        "https://app.example.com/cb https://evil.example", "https://app.example.com/cb,https://evil.example", "https://evil.example https://app.example.com/cb", "https://app.example.com/cb|https://evil.example",
        "", "null", "about:blank",
    ];

    [Fact, Trait("Rule", "W-42")]
    public void A_hash_belongs_to_one_spelling()
    {
        Assert.True(RedirectUri.HasHash(Registered, RedirectUri.Hash(Registered)));
        Assert.False(RedirectUri.HasHash(Registered + "/", RedirectUri.Hash(Registered)));
        Assert.False(RedirectUri.HasHash(Registered, RedirectUri.Hash(Registered).AsSpan(1)));
    }

    private static Gen<string> Mutations(string uri) =>
        from at in Gen.Choose(0, uri.Length - 1)
        from kind in Gen.Choose(0, 2)
        from character in Gen.OneOf(Gen.Elements(':', '/', '?', '#', '@', '.', '%', '\\', ' ', '0', '9'), Gen.Choose(0, 0x7f).Select(code => (char)code), Gen.Choose(0x80, 0xd7ff).Select(code => (char)code))
        select kind switch
        {
            0 => uri.Remove(at, 1),
            1 => uri.Insert(at, character.ToString()),
            _ => uri.Remove(at, 1).Insert(at, character.ToString()),
        };

    /// <summary>Written down once more with a pattern, so that the comparison is not compared with itself.</summary>
    private static bool DiffersInLoopbackPortOnly(string registered, string presented) => Loopback.Any(address =>
    {
        var pattern = $"^{System.Text.RegularExpressions.Regex.Escape(address)}(:([0-9]{{1,5}}))?(?<rest>([/?].*)?)$";
        var options = System.Text.RegularExpressions.RegexOptions.Singleline | System.Text.RegularExpressions.RegexOptions.CultureInvariant;
        var (one, other) = (System.Text.RegularExpressions.Regex.Match(registered, pattern, options), System.Text.RegularExpressions.Regex.Match(presented, pattern, options));
        return one.Success && other.Success && one.Groups["rest"].Value == other.Groups["rest"].Value && !presented.EndsWith('\n')
            && (!other.Groups[2].Success || int.Parse(other.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) <= 65535);
    });
}

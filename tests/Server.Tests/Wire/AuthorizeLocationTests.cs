using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Http.Wire.Workplace;

namespace Server.Tests.Wire;

/// <summary>What an existing client reads from the address that it is sent back to.</summary>
[Trait("Rule", "W-21")]
public sealed class AuthorizeLocationTests
{
    private const string Issuer = "https://login.example.com";

    private static readonly string[] RedirectUris =
        ["https://app.example.com/cb", "https://app.example.com/cb?tenant=1&x=%23", "com.example.app:/cb", "http://127.0.0.1:8080/"];

    private static readonly AuthorizeWire Wire = new();

    // Half a surrogate pair is refused when the request is read (W-6).
    private static readonly Gen<string> Text = Gen.OneOf(
        ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => new string([.. text.Get.Where(character => !char.IsSurrogate(character))])),
        Gen.ListOf(Gen.Elements("&", "=", "#", "+", " ", "%", "%20", "?", "/", "ß", "会", "🚪", "'", "\"", "<", "(", "!", "*", "~")).Select(parts => string.Concat(parts)));

    [Property(MaxTest = 500)]
    public Property A_naive_client_reads_what_was_sent() => Prop.ForAll(
        Gen.Elements(RedirectUris).ToArbitrary(), Gen.Three(Text).ToArbitrary(), (redirectUri, texts) =>
        {
            var (code, appCode, state) = texts;
            var location = Wire.LocationOf(new AuthorizeResponse(Back(redirectUri, state), new Secret(code), appCode));
            return NaiveParser.Read(location, redirectUri).SequenceEqual(
                [("code", code), ("appCode", appCode), ("state", state), ("iss", Issuer)]);
        });

    [Property(MaxTest = 500), Trait("Rule", "W-22")]
    public Property A_naive_client_reads_an_error_too() => Prop.ForAll(
        Gen.Elements(RedirectUris).ToArbitrary(), Gen.Two(Text).ToArbitrary(), (redirectUri, texts) =>
        {
            var (description, state) = texts;
            var location = Wire.LocationOf(Back(redirectUri, state), ProtocolError.InvalidScope(description));
            return NaiveParser.Read(location, redirectUri).SequenceEqual(
                [("error", "invalid_scope"), ("error_description", description), ("state", state), ("iss", Issuer)]);
        });

    [Property]
    public Property Nothing_in_a_value_can_break_the_address_or_a_header_line() => Prop.ForAll(Gen.Three(Text).ToArbitrary(), texts =>
    {
        var location = Wire.LocationOf(new AuthorizeResponse(Back(RedirectUris[0], texts.Item1), new Secret(texts.Item2), texts.Item3));
        return location.All(character => character is > ' ' and < '\x7f' and not ('+' or '"' or '<' or '>')) && location.Count(character => character == '#') == 1;
    });

    [Fact]
    public void The_fragment_is_in_the_documents_order() => Assert.Equal(
        "https://app.example.com/cb#code=vst_ac_x&appCode=rooms&state=a%20b&iss=https%3A%2F%2Flogin.example.com",
        Wire.LocationOf(new AuthorizeResponse(Back("https://app.example.com/cb", "a b"), new Secret("vst_ac_x"), "rooms")));

    [Theory]
    [InlineData("https://app.example.com/cb", "https://app.example.com/cb?code=c&appCode=a&state=s&iss=https%3A%2F%2Flogin.example.com")]
    [InlineData("https://app.example.com/cb?x=1", "https://app.example.com/cb?x=1&code=c&appCode=a&state=s&iss=https%3A%2F%2Flogin.example.com")]
    public void A_client_set_to_query_gets_the_query(string redirectUri, string location) => Assert.Equal(
        location, Wire.LocationOf(new AuthorizeResponse(Back(redirectUri, "s") with { Mode = ResponseMode.Query }, new Secret("c"), "a")));

    [Fact, Trait("Rule", "W-82")]
    public void An_empty_state_comes_back_empty_and_an_absent_one_not_at_all()
    {
        Assert.Contains("&state=&", Wire.LocationOf(new AuthorizeResponse(Back(RedirectUris[0], ""), new Secret("c"), "a")), StringComparison.Ordinal);
        Assert.DoesNotContain("state", Wire.LocationOf(new AuthorizeResponse(Back(RedirectUris[0], null), new Secret("c"), "a")), StringComparison.Ordinal);
    }

    private static AuthorizeReturn Back(string redirectUri, string? state) => new(redirectUri, ResponseMode.Fragment, state, Issuer);

    /// <summary>As public clients do it: what follows the redirect URI and one character, split at &amp; and =, each value through decodeURIComponent.</summary>
    private static class NaiveParser
    {
        internal static IEnumerable<(string Name, string Value)> Read(string location, string redirectUri) =>
            location[(redirectUri.Length + 1)..].Split('&').Select(pair => pair.Split('=')).Select(pair => (pair[0], DecodeUriComponent(pair[1])));

        /// <summary>ECMAScript's: a plus stays a plus, and anything malformed is an error.</summary>
        private static string DecodeUriComponent(string text)
        {
            var bytes = new List<byte>();
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == '%')
                {
                    bytes.Add(Convert.FromHexString(text.AsSpan(at + 1, 2))[0]);
                    at += 2;
                }
                else
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes(text[at].ToString()));
                }
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
    }
}

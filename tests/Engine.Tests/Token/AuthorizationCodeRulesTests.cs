using Vestibule.Engine.Endpoints.Token;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Pkce;
using Vestibule.Engine.Outcomes;
using Rules = Vestibule.Engine.Endpoints.Token.AuthorizationCode.AuthorizationCodeRules;

namespace Engine.Tests.Token;

public sealed class AuthorizationCodeRulesTests
{
    private static readonly TokenRequest.AuthorizationCode Request = new()
    {
        Client = new PresentedClient(Sample.Public.Id, null, ClientAuthenticationMethod.None),
        Code = new Secret("vst_ac_sealed"),
        RedirectUri = Sample.Callback,
        Scope = Sample.Code.Scope,
    };

    private static readonly Rules.Input Good = new(Sample.Public, Request, Sample.Code, Sample.Now);

    private static readonly Rules.Input WithPkce = Good with
    {
        Code = Sample.Code with { CodeChallenge = CodeChallenge.Parse(Sample.Challenge) },
        Request = Request with { Verifier = new Secret(Sample.Verifier) },
    };

    public static IEnumerable<TheoryDataRow<RuleRow>> Rfc6749_4_1_3 =>
    [
        Row("RFC 6749 §5.2", "a service redeems no codes", Rules.ClientMayUseCodes, Good with { Client = Sample.Service }, ErrorCode.UnauthorizedClient),
        Row("RFC 6749 §5.2", "a device redeems no codes", Rules.ClientMayUseCodes, Good with { Client = Sample.Device }, ErrorCode.UnauthorizedClient),
        Row("RFC 6749 §5.2, W-46", "a code that does not open is refused", Rules.CodeIsOurs, Good with { Code = null }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §4.1.3, W-42", "a code is redeemed by the client it was issued to", Rules.IssuedToThisClient, Good, null),
        Row("RFC 6749 §4.1.3, W-42", "a code issued to another client is refused", Rules.IssuedToThisClient, Good with { Client = Sample.Web }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §4.1.3", "client ids are told apart by the case of their letters", Rules.IssuedToThisClient, Good with { Client = Sample.Public with { Id = "SPA" } }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §4.1.2, W-42", "a code lives a tick before its 5 minutes are over", Rules.NotExpired, Good with { Now = Sample.Code.ExpiresAt.AddTicks(-1) }, null),
        Row("RFC 6749 §4.1.2, W-42", "a code is dead when its 5 minutes are over", Rules.NotExpired, Good with { Now = Sample.Code.ExpiresAt }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §4.1.2, W-42", "a code is dead afterwards", Rules.NotExpired, Good with { Now = Sample.Code.ExpiresAt.AddDays(1) }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §4.1.3, W-43", "the redirect URI of the authorization is asked for again", Rules.RedirectUriIdentical, Good, null),
        Row("RFC 6749 §4.1.3, W-43", "an absent redirect URI is refused", Rules.RedirectUriIdentical, Good with { Request = Request with { RedirectUri = null } }, ErrorCode.InvalidGrant),
        Row("W-43", "an empty redirect URI is refused", Rules.RedirectUriIdentical, Good with { Request = Request with { RedirectUri = "" } }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §4.1.3, W-43", "another redirect URI is refused, also one of the same client", Rules.RedirectUriIdentical, Good with { Request = Request with { RedirectUri = "https://app.example.com/other" }, Client = Sample.Public with { RedirectUris = [Sample.Callback, "https://app.example.com/other"] } }, ErrorCode.InvalidGrant),
        Row("RFC 8252 §7.3, W-43", "the port of a loopback address varies between authorizations, not between code and token", Rules.RedirectUriIdentical, Good with { Code = Sample.Code with { RedirectUriHash = Vestibule.Engine.Model.RedirectUris.RedirectUri.Hash("http://127.0.0.1:1/cb") }, Request = Request with { RedirectUri = "http://127.0.0.1:2/cb" } }, ErrorCode.InvalidGrant),
        Row("W-43", "an absent scope means the code's", Rules.ScopeIsTheSame, Good with { Request = Request with { Scope = null } }, null),
        Row("W-43", "an empty scope means the code's", Rules.ScopeIsTheSame, Good with { Request = Request with { Scope = "" } }, null),
        Row("RFC 6749 §3.3, W-43", "the order of scope tokens says nothing", Rules.ScopeIsTheSame, Good with { Request = Request with { Scope = "profile email" } }, null),
        Row("W-43", "a wider scope is refused", Rules.ScopeIsTheSame, Good with { Request = Request with { Scope = "email profile phone" } }, ErrorCode.InvalidScope),
        Row("W-43", "a narrower scope is refused here", Rules.ScopeIsTheSame, Good with { Request = Request with { Scope = "email" } }, ErrorCode.InvalidScope),
        Row("W-43", "a scope that is none is refused", Rules.ScopeIsTheSame, Good with { Request = Request with { Scope = "\"" } }, ErrorCode.InvalidScope),
        Row("W-20, W-43", "a scope where the code has none is refused", Rules.ScopeIsTheSame, Good with { Code = Sample.Code with { Scope = "" } }, ErrorCode.InvalidScope),
    ];

    public static IEnumerable<TheoryDataRow<RuleRow>> Rfc7636_4_6 =>
    [
        Row("RFC 7636 §4.6, W-25", "the verifier of the challenge is taken", Rules.VerifierMatchesChallenge, WithPkce, null),
        Row("RFC 7636 §4.6", "a challenge without a verifier is refused", Rules.VerifierMatchesChallenge, WithPkce with { Request = Request }, ErrorCode.InvalidGrant),
        Row("RFC 7636 §4.6", "an empty verifier is refused", Rules.VerifierMatchesChallenge, Verifier(""), ErrorCode.InvalidGrant),
        Row("RFC 7636 §4.6", "a verifier with another last letter is refused", Rules.VerifierMatchesChallenge, Verifier(Sample.Verifier[..^1] + "l"), ErrorCode.InvalidGrant),
        Row("RFC 7636 §4.1", "a verifier of 42 characters is refused", Rules.VerifierMatchesChallenge, Verifier(Sample.Verifier[1..]), ErrorCode.InvalidGrant),
        Row("RFC 7636 §4.1", "a verifier of 129 characters is refused", Rules.VerifierMatchesChallenge, Verifier(new string('v', 129)), ErrorCode.InvalidGrant),
        Row("RFC 7636 §4.6", "the challenge itself is no verifier", Rules.VerifierMatchesChallenge, Verifier(Sample.Challenge), ErrorCode.InvalidGrant),
        Row("RFC 9700 §2.1.1", "a verifier without a challenge is refused: somebody took the challenge away", Rules.VerifierMatchesChallenge, Good with { Request = Request with { Verifier = new Secret(Sample.Verifier) } }, ErrorCode.InvalidGrant),
        Row("W-80", "neither challenge nor verifier is taken: whether PKCE is required was asked before the code was issued", Rules.VerifierMatchesChallenge, Good, null),
    ];

    [Theory, MemberData(nameof(Rfc6749_4_1_3))]
    public void A_code_is_redeemed_as_it_was_issued_or_not_at_all(RuleRow row) => Verify(row);

    [Theory, MemberData(nameof(Rfc7636_4_6))]
    public void Attack_14_Attack_15_A_challenge_needs_its_verifier_and_a_verifier_its_challenge(RuleRow row) => Verify(row);

    [Fact, Trait("Rule", "W-83")]
    public void An_expired_code_is_refused_before_its_redirect_uri_is_looked_at_so_that_it_ends_nothing() => Assert.Contains(
        "expired",
        Rules.InOrder.FirstRefusal(Good with { Now = Sample.Code.ExpiresAt, Request = Request with { RedirectUri = null, Scope = "x" } })!.Description,
        StringComparison.Ordinal);

    [Fact, Trait("Rule", "W-42")]
    public void Another_clients_code_is_refused_before_the_caller_learns_whether_it_lives() => Assert.Contains(
        "another application",
        Rules.InOrder.FirstRefusal(Good with { Client = Sample.Web, Now = Sample.Code.ExpiresAt })!.Description,
        StringComparison.Ordinal);

    [Fact, Trait("Rule", "W-43")]
    public void A_wrong_redirect_uri_wins_over_a_wrong_scope() => Assert.Equal(
        ErrorCode.InvalidGrant,
        Rules.InOrder.FirstRefusal(Good with { Request = Request with { RedirectUri = null, Scope = "x" } })?.Code);

    [Fact, Trait("Rule", "W-83")]
    public void The_scope_is_the_last_rule_so_replay_ends_the_grant_only_if_it_matches_too() =>
        Assert.Equal(nameof(Rules.ScopeIsTheSame), Rules.InOrder[^1].Method.Name);

    private static void Verify(RuleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Check();
    }

    private static Rules.Input Verifier(string text) => WithPkce with { Request = Request with { Verifier = new Secret(text) } };

    private static TheoryDataRow<RuleRow> Row(string sources, string sentence, Rule<Rules.Input> rule, Rules.Input input, ErrorCode? expected) =>
        RuleRow.Of(Rules.InOrder, sources, sentence, rule, input, expected);
}

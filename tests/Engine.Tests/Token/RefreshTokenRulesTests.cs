using Vestibule.Engine.Endpoints.Token;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;
using Rules = Vestibule.Engine.Endpoints.Token.RefreshToken.RefreshTokenRules;

namespace Engine.Tests.Token;

public sealed class RefreshTokenRulesTests
{
    private static readonly TokenRequest.RefreshToken Request = new()
    {
        Client = new PresentedClient(Sample.Public.Id, null, ClientAuthenticationMethod.None),
        Token = new Secret("vst_rt_sealed"),
        RedirectUri = Sample.Callback,
        Scope = Sample.RefreshToken.Scope,
    };

    private static readonly Rules.Input Good = new(Sample.Public, Request, Sample.RefreshToken, Sample.Now);

    public static IEnumerable<TheoryDataRow<RuleRow>> Rfc6749_6 =>
    [
        Row("RFC 6749 §6, W-46", "a token that does not open is refused", Rules.TokenIsOurs, Good with { Token = null }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §6, W-45", "a token is refreshed by the client it was issued to", Rules.IssuedToThisClient, Good, null),
        Row("RFC 6749 §6, W-45", "another client's token is refused", Rules.IssuedToThisClient, Good with { Client = Sample.Web }, ErrorCode.InvalidGrant),
        Row("RFC 9700 §4.14.2, S-5", "a token lives a tick before its absolute end", Rules.NotExpired, Good with { Now = Sample.RefreshToken.ExpiresAt.AddTicks(-1) }, null),
        Row("RFC 9700 §4.14.2, S-5", "a token is dead at its absolute end", Rules.NotExpired, Good with { Now = Sample.RefreshToken.ExpiresAt }, ErrorCode.InvalidGrant),
        Row("W-44", "an absent redirect URI is as before", Rules.RedirectUriIsTheSame, Good with { Request = Request with { RedirectUri = null } }, null),
        Row("W-44", "an empty redirect URI is as before", Rules.RedirectUriIsTheSame, Good with { Request = Request with { RedirectUri = "" } }, null),
        Row("W-44", "a different redirect URI is refused", Rules.RedirectUriIsTheSame, Good with { Request = Request with { RedirectUri = Sample.Callback + "?" } }, ErrorCode.InvalidGrant),
        Row("RFC 6749 §3.3, W-82", "a scope that is none is refused", Rules.ScopeIsWellFormed, Good with { Request = Request with { Scope = "e\\mail" } }, ErrorCode.InvalidScope),
        Row("W-26, W-82", "a scope over the limit is refused", Rules.ScopeIsWellFormed, Good with { Request = Request with { Scope = new string('s', 1001) } }, ErrorCode.InvalidScope),
        Row("RFC 6749 §6, W-44", "the same scope is given", Rules.ScopeIsNotWider, Good, null),
        Row("RFC 6749 §6, W-44", "a narrower scope is given", Rules.ScopeIsNotWider, Good with { Request = Request with { Scope = "email" } }, null),
        Row("RFC 6749 §6, W-84", "an absent scope means the whole one", Rules.ScopeIsNotWider, Good with { Request = Request with { Scope = null } }, null),
        Row("W-84", "an empty scope means the whole one", Rules.ScopeIsNotWider, Good with { Request = Request with { Scope = "" } }, null),
        Row("RFC 6749 §6, W-44", "a wider scope is refused", Rules.ScopeIsNotWider, Good with { Request = Request with { Scope = "email profile users.write" } }, ErrorCode.InvalidScope),
    ];

    [Theory, MemberData(nameof(Rfc6749_6))]
    public void A_refresh_token_is_taken_from_its_client_for_no_more_than_was_granted(RuleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Check();
    }

    [Fact, Trait("Rule", "RFC 6749 §6")]
    public void Another_clients_token_is_refused_before_the_caller_learns_whether_it_lives() => Assert.Contains(
        "another application",
        Rules.InOrder.FirstRefusal(Good with { Client = Sample.Web, Now = Sample.RefreshToken.ExpiresAt })!.Description,
        StringComparison.Ordinal);

    [Fact, Trait("Rule", "W-44")]
    public void A_wrong_redirect_uri_wins_over_a_wrong_scope() => Assert.Equal(
        ErrorCode.InvalidGrant,
        Rules.InOrder.FirstRefusal(Good with { Request = Request with { RedirectUri = "https://evil.example", Scope = "x" } })?.Code);

    private static TheoryDataRow<RuleRow> Row(string sources, string sentence, Rule<Rules.Input> rule, Rules.Input input, ErrorCode? expected) =>
        RuleRow.Of(Rules.InOrder, sources, sentence, rule, input, expected);
}

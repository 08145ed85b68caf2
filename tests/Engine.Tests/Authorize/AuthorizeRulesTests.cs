using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Pkce;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Outcomes;
using Rules = Vestibule.Engine.Endpoints.Authorize.AuthorizeRules;

namespace Engine.Tests.Authorize;

public sealed class AuthorizeRulesTests
{
    private static readonly AuthorizeRequest Request = new()
    {
        ResponseType = "code",
        ClientId = Sample.Public.Id,
        RedirectUri = Sample.Callback,
        Scope = "email",
        State = "xyz",
    };

    private static readonly Rules.Input Good = Of(Request);

    private static readonly string TooManyTokens = string.Join(' ', Enumerable.Range(0, 101).Select(number => $"s{number}"));

    public static IEnumerable<TheoryDataRow<RuleRow>> BeforeTheRedirectUriIsTrusted =>
    [
        Shown("RFC 6749 §4.1.2.1, W-22", "a known client may ask", Rules.ClientIsKnown, Good, null),
        Shown("RFC 6749 §4.1.2.1, W-22, W-31", "a client id that nobody has is refused", Rules.ClientIsKnown, Good with { Client = null }, ErrorCode.InvalidClient),
        Shown("W-22", "a disabled client is refused like an unknown one", Rules.ClientIsKnown, Good with { Client = Sample.Public with { Enabled = false } }, ErrorCode.InvalidClient),
        Shown("RFC 9700 §4.1.3, W-13, W-22", "a redirect URI of another path is refused", Rules.RedirectUriIsRegistered, Of(Request with { RedirectUri = Sample.Callback + "/more" }), ErrorCode.InvalidRequest),
        Shown("RFC 9700 §4.1.3, W-13", "a redirect URI that differs by the case of one letter is refused", Rules.RedirectUriIsRegistered, Of(Request with { RedirectUri = "https://app.example.com/Callback" }), ErrorCode.InvalidRequest),
        Shown("RFC 6749 §3.1.2.3, W-13", "any of several registered redirect URIs is taken", Rules.RedirectUriIsRegistered, Good with { Client = Sample.Public with { RedirectUris = ["https://other.example.com/", Sample.Callback] } }, null),
        Shown("RFC 6749 §3.1.2.4, W-22", "a client without any redirect URI has none that matches", Rules.RedirectUriIsRegistered, Good with { Client = Sample.Service }, ErrorCode.InvalidRequest),
        Shown("RFC 8252 §7.3, W-13", "the port of a loopback address may vary", Rules.RedirectUriIsRegistered, Of(Request with { RedirectUri = "http://127.0.0.1:50123/cb" }) with { Client = Sample.Public with { RedirectUris = ["http://127.0.0.1/cb"] } }, null),
        Shown("RFC 8252 §7.3, W-13", "the port does not vary for a confidential client, which is no native application", Rules.RedirectUriIsRegistered, Of(Request with { RedirectUri = "http://127.0.0.1:50123/cb" }) with { Client = Sample.Web with { RedirectUris = ["http://127.0.0.1/cb"] } }, ErrorCode.InvalidRequest),
    ];

    public static IEnumerable<TheoryDataRow<RuleRow>> Afterwards =>
    [
        Sent("RFC 6749 §3.1.1", "the response type code is offered", Rules.ResponseTypeIsCode, Good, null),
        Sent("RFC 9700 §2.1.2, W-70", "the implicit grant is not offered", Rules.ResponseTypeIsCode, Of(Request with { ResponseType = "token" }), ErrorCode.UnsupportedResponseType),
        Sent("W-70", "no mixture with the implicit grant is offered", Rules.ResponseTypeIsCode, Of(Request with { ResponseType = "code token" }), ErrorCode.UnsupportedResponseType),
        Sent("RFC 6749 §3.1.1", "a response type in capitals is not one", Rules.ResponseTypeIsCode, Of(Request with { ResponseType = "CODE" }), ErrorCode.UnsupportedResponseType),
        Sent("RFC 6749 §4.1.2.1", "nobody signs in to a device by this way", Rules.ClientMayUseCodes, Good with { Client = Sample.Device }, ErrorCode.UnauthorizedClient),
        Sent("RFC 6749 §4.1.2.1", "nobody signs in to a service", Rules.ClientMayUseCodes, Good with { Client = Sample.Service }, ErrorCode.UnauthorizedClient),
        Sent("RFC 6749 §2.1", "people sign in to a web application", Rules.ClientMayUseCodes, Good with { Client = Sample.Web }, null),
        Sent("RFC 9700 §2.4, W-32", "a client that is not marked for it hands over no password", Rules.ClientMayGoHeadless, Of(Request with { Headless = true }), ErrorCode.UnauthorizedClient),
        Sent("RFC 9700 §2.4, W-32", "a site that switched it off takes no password from any client", Rules.ClientMayGoHeadless, Headless with { Site = Sample.Site with { HeadlessAuthorization = false } }, ErrorCode.UnauthorizedClient),
        Sent("W-30, W-32", "a marked client of a site that allows it may hand over a password", Rules.ClientMayGoHeadless, Headless, null),
        Sent("W-32", "a site that switched it off still takes browsers", Rules.ClientMayGoHeadless, Good with { Site = Sample.Site with { HeadlessAuthorization = false } }, null),
        Sent("W-24", "prompt=login is known", Rules.PromptIsKnown, Of(Request with { Prompt = "login" }), null),
        Sent("OpenID Connect Core §3.1.2.1", "several prompts may stand together", Rules.PromptIsKnown, Of(Request with { Prompt = "login select_account" }), null),
        Sent("OpenID Connect Core §3.1.2.1", "a consent that no page here can ask for is refused", Rules.PromptIsKnown, Of(Request with { Prompt = "consent" }), ErrorCode.InvalidRequest),
        Sent("OpenID Connect Core §3.1.2.1", "prompt=none may stand alone", Rules.PromptIsKnown, Of(Request with { Prompt = "none" }), null),
        Sent("OpenID Connect Core §3.1.2.1", "prompt=none beside another is refused", Rules.PromptIsKnown, Of(Request with { Prompt = "none login" }), ErrorCode.InvalidRequest),
        Sent("OpenID Connect Core §3.1.2.1", "an unknown prompt is refused", Rules.PromptIsKnown, Of(Request with { Prompt = "create" }), ErrorCode.InvalidRequest),
        Sent("RFC 6749 §3.3, W-26", "any scope token is taken from a client without registered scopes", Rules.ScopeIsWellFormed, Of(Request with { Scope = "floor:7 https://example.com/x" }), null),
        Sent("W-20", "an empty scope is a scope", Rules.ScopeIsWellFormed, Of(Request with { Scope = "" }), null),
        Sent("RFC 6749 §3.3", "a scope with a quotation mark is refused", Rules.ScopeIsWellFormed, Of(Request with { Scope = "em\"ail" }), ErrorCode.InvalidScope),
        Sent("W-26, W-82", "a scope of 1,000 characters is taken", Rules.ScopeIsWellFormed, Of(Request with { Scope = new string('s', 1000) }), null),
        Sent("W-26, W-82", "a scope of 1,001 characters is refused", Rules.ScopeIsWellFormed, Of(Request with { Scope = new string('s', 1001) }), ErrorCode.InvalidScope),
        Sent("W-26, W-82", "a scope of 101 tokens is refused", Rules.ScopeIsWellFormed, Of(Request with { Scope = TooManyTokens }), ErrorCode.InvalidScope),
        Sent("RFC 6749 §3.3, W-26", "a registered scope is given", Rules.ScopeIsRegistered, Good with { Client = Sample.Public with { Scopes = ["email", "users.read"] } }, null),
        Sent("RFC 6749 §3.3, W-26", "a scope besides the registered ones is refused", Rules.ScopeIsRegistered, Good with { Client = Sample.Public with { Scopes = ["users.read"] } }, ErrorCode.InvalidScope),
        Sent("RFC 6749 §3.3", "scopes are told apart by the case of their letters", Rules.ScopeIsRegistered, Good with { Client = Sample.Public with { Scopes = ["Email"] } }, ErrorCode.InvalidScope),
        Sent("W-82", "an empty scope is within the registered ones", Rules.ScopeIsRegistered, Of(Request with { Scope = "" }) with { Client = Sample.Public with { Scopes = ["users.read"] } }, null),
        Sent("RFC 7636 §4.3, W-25", "a challenge with S256 is taken", Rules.ChallengeMethodIsS256, Of(WithPkce), null),
        Sent("RFC 7636 §4.4.1, W-25", "plain is refused", Rules.ChallengeMethodIsS256, Of(WithPkce with { CodeChallengeMethod = "plain" }), ErrorCode.InvalidRequest),
        Sent("RFC 7636 §4.3", "a challenge without a method would mean plain and is refused", Rules.ChallengeMethodIsS256, Of(WithPkce with { CodeChallengeMethod = null }), ErrorCode.InvalidRequest),
        Sent("RFC 9700 §2.1.1", "a method without a challenge is refused", Rules.ChallengeMethodIsS256, Of(WithPkce with { CodeChallenge = null }), ErrorCode.InvalidRequest),
        Sent("RFC 7636 §4.2", "a challenge one character short is refused", Rules.ChallengeIsWellFormed, Of(WithPkce with { CodeChallenge = Sample.Challenge[1..] }), ErrorCode.InvalidRequest),
        Sent("RFC 7636 §4.2", "a challenge with padding is refused", Rules.ChallengeIsWellFormed, Of(WithPkce with { CodeChallenge = Sample.Challenge + "=" }), ErrorCode.InvalidRequest),
        Sent("RFC 7636 §4.2", "a challenge in the other base64 alphabet is refused", Rules.ChallengeIsWellFormed, Of(WithPkce with { CodeChallenge = Sample.Challenge.Replace('-', '+') }), ErrorCode.InvalidRequest),
        Sent("RFC 9700 §2.1.1, W-25", "a client that must use PKCE and does not is refused", Rules.ChallengeIsThereWhereRequired, Good with { Client = Sample.Public with { RequirePkce = true } }, ErrorCode.InvalidRequest),
        Sent("W-25", "a client that must use PKCE and does is taken", Rules.ChallengeIsThereWhereRequired, Of(WithPkce) with { Client = Sample.Public with { RequirePkce = true } }, null),
        Sent("W-80", "a confidential client that is not set to require it may omit PKCE", Rules.ChallengeIsThereWhereRequired, Good with { Client = Sample.Web }, null),
        Sent("W-80", "a confidential client that is set to require it may not", Rules.ChallengeIsThereWhereRequired, Good with { Client = Sample.Web with { RequirePkce = true } }, ErrorCode.InvalidRequest),
    ];

    private static AuthorizeRequest WithPkce => Request with { CodeChallenge = Sample.Challenge, CodeChallengeMethod = "S256" };

    private static Rules.Input Headless => Of(Request with { Headless = true }) with { Client = Sample.Public with { HeadlessAuthorization = true } };

    [Theory, MemberData(nameof(BeforeTheRedirectUriIsTrusted))]
    public void While_client_or_redirect_uri_is_not_trusted_the_error_is_shown(RuleRow row) => Verify(row);

    [Theory, MemberData(nameof(Afterwards))]
    public void Any_other_error_goes_to_the_redirect_uri(RuleRow row) => Verify(row);

    [Fact, Trait("Rule", "W-22")]
    public void The_client_is_asked_for_before_its_redirect_uri() => Assert.Equal(
        ErrorCode.InvalidClient,
        Rules.BeforeTheRedirectUriIsTrusted.FirstRefusal(Of(Request with { RedirectUri = "https://evil.example" }) with { Client = null })?.Code);

    [Fact, Trait("Rule", "W-70")]
    public void The_response_type_is_refused_before_anything_else_of_the_request() => Assert.Equal(
        ErrorCode.UnsupportedResponseType,
        Rules.Afterwards.FirstRefusal(Of(Request with { ResponseType = "token", Scope = "\"", Prompt = "create", CodeChallengeMethod = "plain" }))?.Code);

    [Fact, Trait("Rule", "W-32")]
    public void A_client_that_may_not_ask_learns_nothing_of_scopes() => Assert.Equal(
        ErrorCode.UnauthorizedClient,
        Rules.Afterwards.FirstRefusal(Of(Request with { Headless = true, Scope = "unknown" }) with { Client = Sample.Public with { Scopes = ["email"] } })?.Code);

    [Fact, Trait("Rule", "RFC 7636 §4.4.1")]
    public void A_plain_challenge_of_the_wrong_form_is_told_the_method_first() => Assert.Contains(
        "S256",
        Rules.Afterwards.FirstRefusal(Of(Request with { CodeChallenge = "short", CodeChallengeMethod = "plain" }))!.Description,
        StringComparison.Ordinal);

    private static void Verify(RuleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Check();
    }

    private static Rules.Input Of(AuthorizeRequest request) => new(
        Sample.Site, Sample.Public, request, ScopeSet.TryParse(request.Scope, out var scope) ? scope : null,
        request.CodeChallenge is { } challenge ? CodeChallenge.Parse(challenge) : null);

    private static TheoryDataRow<RuleRow> Shown(string sources, string sentence, Rule<Rules.Input> rule, Rules.Input input, ErrorCode? expected) =>
        RuleRow.Of(Rules.BeforeTheRedirectUriIsTrusted, sources, sentence, rule, input, expected);

    private static TheoryDataRow<RuleRow> Sent(string sources, string sentence, Rule<Rules.Input> rule, Rules.Input input, ErrorCode? expected) =>
        RuleRow.Of(Rules.Afterwards, sources, sentence, rule, input, expected);
}

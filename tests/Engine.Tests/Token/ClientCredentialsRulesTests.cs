using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Outcomes;
using Rules = Vestibule.Engine.Endpoints.Token.ClientCredentials.ClientCredentialsRules;

namespace Engine.Tests.Token;

public sealed class ClientCredentialsRulesTests
{
    private static readonly Rules.Input Good = new(Sample.Service, Scope("users.read"));

    public static IEnumerable<TheoryDataRow<RuleRow>> Rfc6749_4_4 =>
    [
        Row("RFC 6749 §4.4, W-47", "a service may act for itself", Rules.ClientMayActForItself, Good, null),
        Row("RFC 6749 §4.4, W-47", "a public client may not", Rules.ClientMayActForItself, Good with { Client = Sample.Public }, ErrorCode.UnauthorizedClient),
        Row("RFC 6749 §4.4, W-47", "a device may not", Rules.ClientMayActForItself, Good with { Client = Sample.Device }, ErrorCode.UnauthorizedClient),
        Row("W-47", "a web application that nobody allowed it may not", Rules.ClientMayActForItself, Good with { Client = Sample.Web }, ErrorCode.UnauthorizedClient),
        Row("RFC 6749 §3.3, W-82", "a scope that is none is refused", Rules.ScopeIsWellFormed, Good with { Scope = null }, ErrorCode.InvalidScope),
        Row("RFC 6749 §4.4.2, W-26", "a registered scope is given", Rules.ScopeIsRegistered, Good with { Client = Sample.Service with { Scopes = ["users.read"] } }, null),
        Row("RFC 6749 §4.4.2, W-26", "a scope besides the registered ones is refused", Rules.ScopeIsRegistered, Good with { Client = Sample.Service with { Scopes = ["users.write"] } }, ErrorCode.InvalidScope),
        Row("W-82", "an empty scope is within the registered ones", Rules.ScopeIsRegistered, new(Sample.Service with { Scopes = ["users.read"] }, ScopeSet.Empty), null),
    ];

    [Theory, MemberData(nameof(Rfc6749_4_4))]
    public void A_client_acts_for_itself_where_it_is_allowed_to(RuleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Check();
    }

    [Fact, Trait("Rule", "W-47")]
    public void A_client_that_may_not_act_for_itself_learns_nothing_of_scopes() =>
        Assert.Equal(ErrorCode.UnauthorizedClient, Rules.InOrder.FirstRefusal(new(Sample.Public, null))?.Code);

    private static ScopeSet Scope(string text) => ScopeSet.TryParse(text, out var scope) ? scope : throw new ArgumentException("Not a scope.", nameof(text));

    private static TheoryDataRow<RuleRow> Row(string sources, string sentence, Rule<Rules.Input> rule, Rules.Input input, ErrorCode? expected) =>
        RuleRow.Of(Rules.InOrder, sources, sentence, rule, input, expected);
}

using System.Collections.Immutable;
using Vestibule.Engine.Outcomes;

namespace Engine.Tests;

/// <summary>A row of a table of rules: a sentence, what is asked, and the answer. The sentence is the row's name and its message.</summary>
/// <remarks>The input stays behind a delegate, because the rules' inputs are internal and a test's parameters are not.</remarks>
public sealed class RuleRow
{
    private readonly string sentence;
    private readonly Func<(ProtocolError? Rule, ProtocolError? List)> ask;
    private readonly ErrorCode? expected;

    private RuleRow(string sentence, Func<(ProtocolError? Rule, ProtocolError? List)> ask, ErrorCode? expected) =>
        (this.sentence, this.ask, this.expected) = (sentence, ask, expected);

    public override string ToString() => sentence;

    /// <summary>The rule answers as the row says, and the list that holds it gives the same answer.</summary>
    public void Check()
    {
        var (rule, list) = ask();
        Assert.True(rule?.Code == expected, $"{sentence}: the rule answered {rule?.Code.ToString() ?? "nothing"}");
        Assert.True(rule == list, $"{sentence}: the list answered {list?.Description ?? "nothing"}");
    }

    /// <summary>A row of a list of rules. The input is good but for what the sentence says, so the first refusal of the list is the rule's.</summary>
    internal static TheoryDataRow<RuleRow> Of<T>(
        ImmutableArray<Rule<T>> list, string sources, string sentence, Rule<T> rule, T input, ErrorCode? expected)
    {
        Assert.Contains(rule, list);
        var row = new TheoryDataRow<RuleRow>(new RuleRow(sentence, () => (rule(input), list.FirstRefusal(input)), expected));
        foreach (var source in sources.Split(", ")) row.WithTrait("Rule", source);
        return row;
    }
}

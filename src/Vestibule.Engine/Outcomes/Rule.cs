using System.Collections.Immutable;

namespace Vestibule.Engine.Outcomes;

/// <summary>A rule of a specification: a pure function that refuses, or answers null.</summary>
/// <typeparam name="T">What the rule looks at.</typeparam>
public delegate ProtocolError? Rule<in T>(T input);

/// <summary>Runs a visible list of rules in its order.</summary>
public static class RuleList
{
    /// <summary>The first refusal, or null when every rule passes.</summary>
    public static ProtocolError? FirstRefusal<T>(this ImmutableArray<Rule<T>> rules, T input)
    {
        foreach (var rule in rules)
        {
            if (rule(input) is { } refusal) return refusal;
        }

        return null;
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Vestibule.Engine.Model.Scopes;

/// <summary>A scope: tokens separated by single blanks (RFC 6749 §3.3), without repetition, in the order in which they came.</summary>
public sealed class ScopeSet
{
    /// <summary>The most characters of a scope (W-26).</summary>
    public const int MaximumLength = 1000;

    /// <summary>The most tokens of a scope (W-26).</summary>
    public const int MaximumTokens = 100;

    private ScopeSet(ImmutableArray<string> tokens) => Tokens = tokens;

    /// <summary>The empty scope.</summary>
    public static ScopeSet Empty { get; } = new([]);

    /// <summary>The tokens.</summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>Whether there is no token.</summary>
    public bool IsEmpty => Tokens.IsEmpty;

    /// <summary>Reads a scope. Blanks around and between tokens are passed over; anything that is not a scope token, or too much of it, is not a scope.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScopeSet? scope)
    {
        scope = null;
        if (text.Length > MaximumLength) return false;
        var tokens = ImmutableArray.CreateBuilder<string>();
        var all = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (all.Length > MaximumTokens) return false;
        foreach (var token in all)
        {
            if (!IsToken(token)) return false;
            if (!tokens.Contains(token, StringComparer.Ordinal)) tokens.Add(token);
        }

        scope = tokens.Count == 0 ? Empty : new ScopeSet(tokens.DrainToImmutable());
        return true;
    }

    /// <summary>A scope of tokens that were checked before.</summary>
    public static ScopeSet Of(ImmutableArray<string> tokens) => tokens.IsDefaultOrEmpty ? Empty : new ScopeSet(tokens);

    /// <summary>Whether a text is one scope token: <c>1*( %x21 / %x23-5B / %x5D-7E )</c> (RFC 6749 §3.3).</summary>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character is < '\x21' or > '\x7e' or '"' or '\\') return false;
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether every token of this scope is one of the other's.</summary>
    public bool IsWithin(ScopeSet other) => Tokens.All(token => other.Tokens.Contains(token, StringComparer.Ordinal));

    /// <summary>Whether both have the same tokens, in whatever order.</summary>
    public bool SameAs(ScopeSet other) => Tokens.Length == other.Tokens.Length && IsWithin(other);

    /// <summary>Whether the token is among them.</summary>
    public bool Contains(string token) => Tokens.Contains(token, StringComparer.Ordinal);

    /// <summary>The tokens, separated by blanks.</summary>
    public override string ToString() => Tokens.Length switch { 0 => "", 1 => Tokens[0], _ => string.Join(' ', Tokens) };
}

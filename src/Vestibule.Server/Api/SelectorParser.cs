using System.Diagnostics.CodeAnalysis;

namespace Vestibule.Server.Api;

/// <summary>Reads a selector: names separated by commas, each followed by a list in parentheses or not (W-55).</summary>
/// <remarks>Commas may still be <c>%2C</c>, for some clients encode twice; blanks may stand around names; a comma too many is passed over.</remarks>
internal ref struct SelectorParser(string text)
{
    /// <summary>The most levels, the outermost counted (W-55).</summary>
    internal const int MaximumDepth = 5;

    /// <summary>The most characters (W-55).</summary>
    internal const int MaximumLength = 2048;

    private readonly ReadOnlySpan<char> text = text;
    private int position;
    private string? refusal;

    internal bool TryParse([NotNullWhen(true)] out Selector? selector, [NotNullWhen(false)] out string? why)
    {
        selector = null;
        if (text.Length > MaximumLength) refusal = $"is longer than {MaximumLength} characters";
        var list = refusal is null ? List(1) : null;
        if (refusal is null && position < text.Length) refusal = "has a parenthesis that closes nothing";
        why = refusal;
        if (why is null) selector = list!;
        return selector is not null;
    }

    /// <summary>A list up to its closing parenthesis or the end.</summary>
    private Selector? List(int depth)
    {
        if (depth > MaximumDepth) return Refuse($"is nested deeper than {MaximumDepth} levels");
        var picked = new Dictionary<string, Selector>(StringComparer.Ordinal);
        while (true)
        {
            SkipBlanks();
            if (Comma()) continue;
            if (position == text.Length || text[position] == ')') return Selector.Of(picked);
            if (Name() is not { Length: > 0 } name) return Refuse("holds something that is no property name");
            if (Nested(depth) is not { } under) return null;
            picked[name] = picked.TryGetValue(name, out var known) ? known.Or(under) : under;

            SkipBlanks();
            if (position < text.Length && text[position] != ')' && !Comma()) return Refuse("lacks a comma between two names");
        }
    }

    private Selector? Nested(int depth)
    {
        SkipBlanks();
        if (position == text.Length || text[position] != '(') return Selector.Everything;
        position++;
        if (List(depth + 1) is not { } under) return null;
        if (position == text.Length) return Refuse("has a parenthesis that is not closed");
        position++;
        return under;
    }

    private string Name()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '-' or '.')) position++;
        return text[start..position].ToString();
    }

    private bool Comma()
    {
        var width = position == text.Length ? 0
            : text[position] == ',' ? 1
            : text[position..].StartsWith("%2C", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
        position += width;
        return width > 0;
    }

    private void SkipBlanks()
    {
        while (position < text.Length && text[position] == ' ') position++;
    }

    private Selector? Refuse(string why)
    {
        refusal ??= why;
        return null;
    }
}

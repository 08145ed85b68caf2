using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Vestibule.Server.Api;

/// <summary>Which properties of an object the caller wants: <c>email,firstName,userType(name)</c> (W-53, W-55).</summary>
/// <remarks>Names that an object does not have are passed over by whoever writes it: they belong to modules of the vendor.</remarks>
internal sealed class Selector
{
    private readonly FrozenDictionary<string, Selector>? picked;

    private Selector(FrozenDictionary<string, Selector>? picked) => this.picked = picked;

    /// <summary>Picks every property: what an absent selector means.</summary>
    internal static Selector Everything { get; } = new(null);

    /// <summary>Whether the property is wanted.</summary>
    internal bool Picks(string name) => picked is null || picked.ContainsKey(name);

    /// <summary>What is wanted of the object under a property.</summary>
    internal Selector Under(string name) => picked is not null && picked.TryGetValue(name, out var under) ? under : Everything;

    /// <summary>The selector in its shortest spelling, names in order; empty for <see cref="Everything"/>.</summary>
    public override string ToString() => picked is null ? "" : string.Join(',', picked
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value.picked is null ? pair.Key : $"{pair.Key}({pair.Value})"));

    /// <summary>A selector of these names.</summary>
    internal static Selector Of(IEnumerable<KeyValuePair<string, Selector>> picked) => new(picked.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>Two selectors of one name wanted twice: what either wants.</summary>
    internal Selector Or(Selector other)
    {
        if (picked is null || other.picked is null) return Everything;
        var both = picked.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, under) in other.picked) both[name] = both.TryGetValue(name, out var known) ? known.Or(under) : under;
        return Of(both);
    }

    /// <summary>Whether the text is a selector; see <see cref="SelectorParser"/>.</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out Selector? selector, [NotNullWhen(false)] out string? refusal) =>
        new SelectorParser(text).TryParse(out selector, out refusal);
}

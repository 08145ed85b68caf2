using System.Text.RegularExpressions;

namespace Server.Tests.Architecture;

/// <summary>Which namespaces of ours a file names: in its using lines, and in names written out in full or in part.</summary>
internal static partial class NamespaceUse
{
    private static readonly Lazy<IReadOnlySet<string>> Known = new(() => Sources.Under("src", ".cs", ".razor").Select(Sources.NamespaceOf).SelectMany(Ancestors).ToHashSet());

    /// <summary>The namespaces that a file names, its own left aside.</summary>
    internal static IReadOnlySet<string> Of(string path)
    {
        var own = Sources.NamespaceOf(path);
        var code = Sources.Code(path);
        var used = Using().Matches(code).Select(match => match.Groups[1].Value).Where(name => name.StartsWith("Vestibule.", StringComparison.Ordinal)).ToHashSet();
        foreach (Match dotted in Dotted().Matches(OpeningLines().Replace(code, "")))
        {
            if (Resolve(own, dotted.Value) is { } found) used.Add(found);
        }

        used.Remove(own);
        return used;
    }

    /// <summary>The namespaces outside of ours that a file opens.</summary>
    internal static IReadOnlyList<string> Foreign(string path) =>
        [.. Using().Matches(Sources.Code(path)).Select(match => match.Groups[1].Value).Where(name => !name.StartsWith("Vestibule.", StringComparison.Ordinal))];

    /// <summary>As the compiler looks names up: the longest part that is a namespace, from the innermost enclosing one outwards.</summary>
    private static string? Resolve(string own, string dotted)
    {
        foreach (var around in Ancestors(own).Reverse().Append(""))
        {
            var parts = dotted.Split('.');
            for (var length = parts.Length - 1; length > 0; length--)
            {
                var name = string.Join('.', parts[..length].Prepend(around).Where(part => part.Length > 0));
                if (Known.Value.Contains(name) && name.Contains('.', StringComparison.Ordinal)) return name;
            }
        }

        return null;
    }

    private static IEnumerable<string> Ancestors(string name)
    {
        for (var end = name.IndexOf('.', StringComparison.Ordinal); end >= 0; end = name.IndexOf('.', end + 1)) yield return name[..end];
        yield return name;
    }

    [GeneratedRegex(@"^\s*@?(?:global )?using (?:static )?(?:\w+ = )?([A-Z][\w.]*)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^\s*(?:@?(?:global )?using|namespace) [\w.= ]*;?\s*$", RegexOptions.Multiline)]
    private static partial Regex OpeningLines();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex Dotted();
}

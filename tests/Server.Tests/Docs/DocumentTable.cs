using System.Text.RegularExpressions;
using Server.Tests.Architecture;

namespace Server.Tests.Docs;

/// <summary>The rows of the tables of a document whose first column is an id.</summary>
internal static partial class DocumentTable
{
    /// <summary>The rows whose first cell matches, cell by cell.</summary>
    internal static IReadOnlyList<string[]> Rows(string path, string idPattern) =>
        [.. Sources.Read(path).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => Regex.IsMatch(cells[0], $"^{idPattern}$"))];

    /// <summary>The names that a cell holds in code style.</summary>
    internal static IReadOnlyList<string> Names(string cell) => [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}

using System.Globalization;

namespace Vestibule.Server.Commands;

/// <summary>Lays out text in columns for people.</summary>
internal static class TextTable
{
    /// <summary>A table with a head. The last column is not padded.</summary>
    internal static IEnumerable<string> Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var lines = new List<string[]> { head.ToArray() };
        lines.AddRange(rows.Select(row => row.Select(Printable).ToArray()));
        var widths = Enumerable.Range(0, head.Count).Select(column => lines.Max(line => line[column].Length)).ToArray();
        return lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>Names and values, one pair a line; without those that have no value.</summary>
    internal static IEnumerable<string> Facts(params IReadOnlyList<(string Name, string? Value)> facts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        return facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => $"{fact.Name.PadRight(width)}  {Printable(fact.Value)}");
    }

    internal static string YesNo(bool value) => value ? "yes" : "no";

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What is stored must not steer the terminal that shows it.</summary>
    private static string Printable(string? text) =>
        string.Concat((text ?? "").Select(character =>
            char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format ? '?' : character));
}

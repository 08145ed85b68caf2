using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vestibule.Store.Sqlite;

/// <summary>Texts as they are compared and searched: without regard to case, in any script.</summary>
/// <remarks>Under invariant globalization, in which the program runs, .NET composes nothing, so texts that differ in composition are two. Names to sign in with
/// refuse the characters that this could matter for.</remarks>
internal static class TextKey
{
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Of(string? text) =>
        text is null || Ascii.IsValid(text) ? text?.ToUpperInvariant() : WellFormed(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    /// <summary>A LIKE pattern that finds the text anywhere, its own wildcards taken literally.</summary>
    internal static string Anywhere(string text) =>
        "%" + Of(text).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    // Half a surrogate pair is replaced, as it is when the text itself is stored; normalising would throw at it.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

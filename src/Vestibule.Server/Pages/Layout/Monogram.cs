using System.Globalization;

namespace Vestibule.Server.Pages.Layout;

/// <summary>The letter that stands for a site that has no picture.</summary>
internal static class Monogram
{
    /// <summary>The first letter or digit of a name, in upper case, as a whole character with its marks.</summary>
    internal static string Of(string name)
    {
        var elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (char.IsLetterOrDigit(element, 0)) return element.ToUpperInvariant();
        }

        return "•";
    }
}

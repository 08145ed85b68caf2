using System.Buffers;
using System.Globalization;

namespace Vestibule.Server.Pages.Look;

/// <summary>An sRGB colour.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    internal static readonly Rgb White = new(255, 255, 255);
    internal static readonly Rgb Black = new(0, 0, 0);
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The relative luminance.</summary>
    /// <remarks><see href="https://www.w3.org/TR/WCAG22/#dfn-relative-luminance">WCAG 2.2</see>.</remarks>
    internal double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#rrggbb</c>, and nothing else: what comes out of here goes into a stylesheet.</summary>
    internal static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        if (text is not ['#', _, _, _, _, _, _] || text.AsSpan(1).ContainsAnyExcept(HexDigits)) return false;
        var value = int.Parse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        color = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>The contrast ratio of two colours, from 1 to 21.</summary>
    /// <remarks><see href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG 2.2</see>.</remarks>
    internal double ContrastTo(Rgb other)
    {
        var (lighter, darker) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>This colour with a share of another in it.</summary>
    internal Rgb With(double share, Rgb other) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    /// <summary><c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}

namespace Vestibule.Server.Pages.Look;

/// <summary>A colour by hue, saturation and lightness: made lighter or darker it keeps its character, where mixing with white would grey it.</summary>
/// <remarks><see href="https://www.w3.org/TR/css-color-4/#the-hsl-notation">CSS Color 4 §7</see>.</remarks>
internal readonly record struct Hsl(double Hue, double Saturation, double Lightness)
{
    /// <summary>The same colour in these terms.</summary>
    internal static Hsl Of(Rgb color)
    {
        var (red, green, blue) = (color.Red / 255.0, color.Green / 255.0, color.Blue / 255.0);
        var (most, least) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        var (spread, lightness) = (most - least, (most + least) / 2);
        if (spread == 0) return new Hsl(0, 0, lightness);
        var sixth = most == red ? (green - blue) / spread : most == green ? ((blue - red) / spread) + 2 : ((red - green) / spread) + 4;
        return new Hsl((sixth + 6) % 6 * 60, spread / (1 - Math.Abs((2 * lightness) - 1)), lightness);
    }

    /// <summary>The same colour in red, green and blue.</summary>
    internal Rgb ToRgb()
    {
        var (hue, strength, lightness) = (Hue, Saturation * Math.Min(Lightness, 1 - Lightness), Lightness);
        return new Rgb(Channel(0), Channel(8), Channel(4));

        byte Channel(int offset)
        {
            var place = (offset + (hue / 30)) % 12;
            var value = lightness - (strength * Math.Max(-1, Math.Min(Math.Min(place - 3, 9 - place), 1)));
            return (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
        }
    }
}

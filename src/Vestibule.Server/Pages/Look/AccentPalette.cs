namespace Vestibule.Server.Pages.Look;

/// <summary>The tones that one colour scheme needs.</summary>
/// <param name="Canvas">The page's ground, with a breath of the accent.</param>
/// <param name="Surface">The ground of cards and fields.</param>
/// <param name="Fill">The ground of the main button and of the brand mark.</param>
/// <param name="OnFill">Text on <paramref name="Fill"/>: at least 4.5 to 1.</param>
/// <param name="Hover">The main button under the pointer; <paramref name="OnFill"/> stays readable on it.</param>
/// <param name="Edge">The edge of filled things: at least 3 to 1 on surface and canvas, also where the fill itself is not.</param>
/// <param name="Ink">Links and the focus ring: at least 4.5 to 1 on surface and canvas.</param>
/// <param name="Soft">A pale ground for code and notes.</param>
internal sealed record AccentTones(Rgb Canvas, Rgb Surface, Rgb Fill, Rgb OnFill, Rgb Hover, Rgb Edge, Rgb Ink, Rgb Soft);

/// <summary>A site's accent colour, made readable in light and dark whatever the operator chose (WCAG 2.2 §1.4.3 and §1.4.11).</summary>
internal sealed record AccentPalette(AccentTones Light, AccentTones Dark)
{
    /// <summary>The accent of a site that has no valid one.</summary>
    internal static readonly Rgb Default = new(0x2f, 0x5f, 0xd0);

    private const double ForText = 4.5;
    private const double ForEdges = 3;

    /// <summary>The palette of an accent colour.</summary>
    internal static AccentPalette Of(Rgb accent) => new(LightOf(accent), DarkOf(accent));

    private static AccentTones LightOf(Rgb accent)
    {
        var surface = Rgb.White;
        var canvas = new Rgb(0xf4, 0xf5, 0xf7).With(0.05, accent);
        var soft = surface.With(0.07, accent);
        // The brand's colour stays what it is here: a pale one gets black text and a darker edge.
        return Complete(canvas, surface, soft, accent, Rgb.Black, accent);
    }

    private static AccentTones DarkOf(Rgb accent)
    {
        var surface = new Rgb(0x1a, 0x1d, 0x23);
        var canvas = new Rgb(0x10, 0x12, 0x16).With(0.04, accent);
        var soft = surface.With(0.12, accent);
        // A dark brand colour would sink into the ground: it is lifted.
        return Complete(canvas, surface, soft, Readable(accent, Rgb.White, ForEdges, surface, canvas), Rgb.White, accent);
    }

    private static AccentTones Complete(Rgb canvas, Rgb surface, Rgb soft, Rgb fill, Rgb away, Rgb accent)
    {
        var onFill = fill.ContrastTo(Rgb.White) >= ForText ? Rgb.White : Rgb.Black;
        var hover = fill.With(0.14, onFill == Rgb.White ? Rgb.Black : Rgb.White);
        return new AccentTones(canvas, surface, fill, onFill, hover,
            Readable(fill, away, ForEdges, surface, canvas), Readable(accent, away, ForText, surface, canvas, soft), soft);
    }

    /// <summary>The colour, moved towards black or white just as far as the contrast to every ground needs.</summary>
    private static Rgb Readable(Rgb color, Rgb towards, double contrast, params ReadOnlySpan<Rgb> grounds)
    {
        var hsl = Hsl.Of(color);
        var end = towards == Rgb.White ? 1 : 0;
        if (Stands(color, contrast, grounds)) return color;
        for (var step = 1; step < 64; step++)
        {
            var candidate = (hsl with { Lightness = hsl.Lightness + ((end - hsl.Lightness) * step / 64) }).ToRgb();
            if (Stands(candidate, contrast, grounds)) return candidate;
        }

        return towards;
    }

    private static bool Stands(Rgb color, double contrast, ReadOnlySpan<Rgb> grounds)
    {
        foreach (var ground in grounds)
        {
            if (color.ContrastTo(ground) < contrast) return false;
        }

        return true;
    }
}

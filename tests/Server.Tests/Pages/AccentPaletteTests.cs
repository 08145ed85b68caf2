using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Vestibule.Server.Pages.Look;

namespace Server.Tests.Pages;

/// <summary>Whatever colour an operator chooses, everybody can read the pages, and nothing but a colour gets into a stylesheet.</summary>
public sealed class AccentPaletteTests
{
    [Property(MaxTest = 2000)]
    public void Every_accent_is_readable_in_light_and_dark(byte red, byte green, byte blue) => AssertReadable(new Rgb(red, green, blue));

    [Theory]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#ffff00")]
    [InlineData("#0000ff")]
    [InlineData("#777777")]
    [InlineData("#2f5fd0")]
    public void Extreme_accents_are_readable_too(string accent)
    {
        Assert.True(Rgb.TryParse(accent, out var color));
        AssertReadable(color);
    }

    [Fact]
    public void An_accent_that_is_readable_by_itself_stays_what_the_operator_chose()
    {
        var light = AccentPalette.Of(AccentPalette.Default).Light;
        Assert.Equal(AccentPalette.Default, light.Fill);
        Assert.Equal(AccentPalette.Default, light.Ink);
        Assert.Equal(AccentPalette.Default, light.Edge);
    }

    [Property]
    public void A_colour_survives_hue_saturation_and_lightness(byte red, byte green, byte blue)
    {
        var back = Hsl.Of(new Rgb(red, green, blue)).ToRgb();
        Assert.InRange(Math.Abs(back.Red - red) + Math.Abs(back.Green - green) + Math.Abs(back.Blue - blue), 0, 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#fff")]
    [InlineData("2f5fd0")]
    [InlineData("#2f5fdg")]
    [InlineData("#2f5fd0 ")]
    [InlineData("#2f5fd0;")]
    [InlineData("#2f5fd0}body{display:none}")]
    [InlineData("#-12345")]
    [InlineData("#１２３４５６")]
    public void What_is_no_colour_becomes_the_default(string? accent)
    {
        Assert.False(Rgb.TryParse(accent, out _));
        Assert.Equal(SiteStylesheet.Of(null).Content, SiteStylesheet.Of(PageSample.SiteNamed("Acme", accent!)).Content);
    }

    [Fact]
    public void The_site_stylesheet_is_nothing_but_variables_with_colours()
    {
        var css = Encoding.UTF8.GetString(SiteStylesheet.Of(PageSample.SiteNamed("Acme", "#c2185b")).Content);
        Assert.Matches(new Regex("^:root \\{ (--[a-z-]+: #[0-9a-f]{6}; )+\\}\n@media \\(prefers-color-scheme: dark\\) \\{\n:root \\{ (--[a-z-]+: #[0-9a-f]{6}; )+\\}\n\\}\n$"), css);
        Assert.Contains("--accent: #c2185b;", css, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shared_stylesheet_loads_nothing_and_uses_only_variables_that_it_defines()
    {
        var css = Encoding.UTF8.GetString(PageAssets.Stylesheet);
        Assert.DoesNotContain("url(", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@font-face", css, StringComparison.OrdinalIgnoreCase);
        var defined = Regex.Matches(css, "(--[a-z-]+):").Select(match => match.Groups[1].Value).ToHashSet();
        Assert.All(Regex.Matches(css, "var\\((--[a-z-]+)\\)").Select(match => match.Groups[1].Value).Distinct(), used => Assert.Contains(used, defined));
        Assert.All(Regex.Matches(Encoding.UTF8.GetString(SiteStylesheet.Of(null).Content), "(--[a-z-]+):").Select(match => match.Groups[1].Value),
            set => Assert.Contains($"var({set})", css, StringComparison.Ordinal));
    }

    private static void AssertReadable(Rgb accent)
    {
        var palette = AccentPalette.Of(accent);
        foreach (var tones in new[] { palette.Light, palette.Dark })
        {
            Assert.True(tones.OnFill.ContrastTo(tones.Fill) >= 4.5, $"{accent}: text on {tones.Fill}");
            Assert.True(tones.OnFill.ContrastTo(tones.Hover) >= 4.5, $"{accent}: text on {tones.Hover}");
            foreach (var ground in new[] { tones.Canvas, tones.Surface })
            {
                Assert.True(tones.Edge.ContrastTo(ground) >= 3, $"{accent}: edge {tones.Edge} on {ground}");
                Assert.True(tones.Ink.ContrastTo(ground) >= 4.5, $"{accent}: ink {tones.Ink} on {ground}");
            }

            Assert.True(tones.Ink.ContrastTo(tones.Soft) >= 4.5, $"{accent}: ink {tones.Ink} on code's ground {tones.Soft}");
        }
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Pages.Look;

/// <summary>The few lines of CSS that carry a site's accent colour. A stylesheet of its own, because pages allow no inline style (S-13).</summary>
/// <param name="Content">The stylesheet.</param>
/// <param name="Version">A hash of it.</param>
internal sealed record SiteStylesheet(byte[] Content, string Version)
{
    /// <summary>Its path.</summary>
    internal const string Path = PageAssets.Folder + "/site.css";

    // One entry per colour that an operator chose: it cannot be made to grow from outside.
    private static readonly ConcurrentDictionary<Rgb, SiteStylesheet> ByAccent = new();

    /// <summary>Its address with its version: a changed colour is a new address.</summary>
    internal string Address => $"{Path}?v={Version}";

    /// <summary>The stylesheet of a site, or of no site.</summary>
    internal static SiteStylesheet Of(Site? site) =>
        ByAccent.GetOrAdd(Rgb.TryParse(site?.AccentColor, out var accent) ? accent : AccentPalette.Default, Make);

    private static SiteStylesheet Make(Rgb accent)
    {
        var palette = AccentPalette.Of(accent);
        var content = Encoding.ASCII.GetBytes(
            $"{Block(palette.Light)}\n@media (prefers-color-scheme: dark) {{\n{Block(palette.Dark)}\n}}\n");
        return new SiteStylesheet(content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private static string Block(AccentTones tones) =>
        $":root {{ --canvas: {tones.Canvas}; --surface: {tones.Surface}; --accent: {tones.Fill}; --on-accent: {tones.OnFill}; "
        + $"--accent-hover: {tones.Hover}; --accent-edge: {tones.Edge}; --accent-ink: {tones.Ink}; --accent-soft: {tones.Soft}; }}";
}

using System.Security;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Pages.Layout;

namespace Vestibule.Server.Pages.Look;

/// <summary>The icon of a page's tab: the site's letter on its colour, inside the page, so that no request can fail for it.</summary>
internal static class SiteIcon
{
    /// <summary>The icon as a <c>data:</c> address.</summary>
    internal static string AddressFor(Site? site)
    {
        var accent = Rgb.TryParse(site?.AccentColor, out var chosen) ? chosen : AccentPalette.Default;
        var tones = AccentPalette.Of(accent).Light;
        var letter = SecurityElement.Escape(Monogram.Of(site?.Name ?? "Vestibule"));
        return "data:image/svg+xml," + Uri.EscapeDataString(
            $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='{tones.Fill}'/>"
            + $"<text x='16' y='22.5' text-anchor='middle' font-family='sans-serif' font-weight='700' font-size='19' fill='{tones.OnFill}'>{letter}</text></svg>");
    }
}

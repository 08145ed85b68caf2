using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Pages.SignIn;

/// <summary>The mark of a browser that an account has signed in with before: it has a budget of attempts of its own (W-33). It signs nobody in.</summary>
internal static class KnownBrowserCookie
{
    private const int MaximumLength = 2048;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The mark that the browser brought; null when there is none.</summary>
    internal static Secret? Read(HttpContext http, Site site) =>
        http.Request.Cookies[NameAt(site)] is { Length: > 0 and <= MaximumLength } mark ? new Secret(mark) : null;

    /// <summary>Leaves a mark with the browser.</summary>
    internal static void Write(HttpContext http, Site site, Secret mark) =>
        http.Response.Cookies.Append(NameAt(site), mark.Reveal(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Lifetime,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = IsHttps(site),
        });

    private static string NameAt(Site site) => IsHttps(site) ? "__Host-vestibule_browser" : "vestibule_browser";

    private static bool IsHttps(Site site) => site.Url.StartsWith("https:", StringComparison.Ordinal);
}

using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Accounts;

/// <summary>Our cookies: <c>__Host-</c> and <c>Secure</c> on https; neither on a site at http loopback (S-2). Never for scripts, never across sites.</summary>
internal static class BrowserCookies
{
    /// <summary>The session's cookie.</summary>
    internal const string Session = "vst-session";

    /// <summary>The cookie of a browser that signed in before (W-33).</summary>
    internal const string KnownBrowser = "vst-known";

    /// <summary>A cookie's value; null when the browser sent none, or one longer than ours are.</summary>
    internal static Secret? Read(HttpContext http, Site site, string name) =>
        http.Request.Cookies[NameAt(site, name)] is { Length: > 0 and <= SealedHandles.MaximumLength } value ? new Secret(value) : null;

    /// <summary>Sets a cookie: until the browser closes, or for a time.</summary>
    internal static void Write(HttpContext http, Site site, string name, Secret value, TimeSpan? keptFor = null)
    {
        var options = Options(site);
        options.MaxAge = keptFor;
        http.Response.Cookies.Append(NameAt(site, name), value.Reveal(), options);
    }

    /// <summary>Takes a cookie back.</summary>
    internal static void Delete(HttpContext http, Site site, string name) => http.Response.Cookies.Delete(NameAt(site, name), Options(site));

    /// <summary>The name at a site.</summary>
    internal static string NameAt(Site site, string name) => IsSecure(site) ? "__Host-" + name : name;

    private static bool IsSecure(Site site) => site.Url.StartsWith("https://", StringComparison.Ordinal);

    private static CookieOptions Options(Site site) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", Secure = IsSecure(site), IsEssential = true };
}

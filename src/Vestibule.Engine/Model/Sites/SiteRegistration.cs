using System.Collections.Immutable;

namespace Vestibule.Engine.Model.Sites;

/// <summary>Says everything that is wrong with a site at once (S-2, S-6).</summary>
public static class SiteRegistration
{
    private static readonly ImmutableArray<Func<Site, IEnumerable<string>>> InOrder = [NameFits, UrlFits, ColorFits, OriginsFit, LifetimesFit];

    /// <summary>Everything that is wrong; empty when it can be stored.</summary>
    public static IReadOnlyList<string> Problems(Site site) => [.. InOrder.SelectMany(rule => rule(site))];

    internal static IEnumerable<string> NameFits(Site site)
    {
        if (site.Name.Length is 0 or > 200 || site.Name.Any(char.IsControl)) yield return "The name must have 1 to 200 characters and no control characters.";
    }

    internal static IEnumerable<string> UrlFits(Site site)
    {
        if (site.Url.Length > 255) yield return "The URL must have at most 255 characters.";
        if (SiteHost.Refuses(site.Url) is { } reason) yield return $"The URL {site.Url} {reason}.";
    }

    internal static IEnumerable<string> ColorFits(Site site)
    {
        if (site.AccentColor is not ['#', .. { Length: 6 } digits] || !digits.All(char.IsAsciiHexDigit)) yield return "The accent colour must be #rrggbb.";
    }

    internal static IEnumerable<string> OriginsFit(Site site)
    {
        if (site.AllowedOrigins.Length > 100) yield return "At most 100 allowed origins.";
        foreach (var origin in site.AllowedOrigins)
        {
            if (Clients.AllowedOrigins.Refuses(origin) is { } reason) yield return $"The allowed origin {origin} {reason}.";
        }
    }

    internal static IEnumerable<string> LifetimesFit(Site site)
    {
        if (site.SessionAbsolute < TimeSpan.FromMinutes(1) || site.SessionAbsolute > TimeSpan.FromDays(366))
        {
            yield return "The absolute session lifetime must be 60 to 31622400 seconds.";
        }

        if (site.SessionIdle < TimeSpan.FromMinutes(1) || site.SessionIdle > site.SessionAbsolute)
        {
            yield return "The idle session lifetime must be at least 60 seconds and at most the absolute one.";
        }
    }
}

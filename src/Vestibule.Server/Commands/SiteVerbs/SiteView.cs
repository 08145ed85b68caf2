using System.Collections.Immutable;
using System.Globalization;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary>A site as verbs print it. Lifetimes are seconds.</summary>
internal sealed record SiteView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required ImmutableArray<string> Hosts { get; init; }

    public required bool Enabled { get; init; }

    public required string AccentColor { get; init; }

    public required bool Headless { get; init; }

    public required bool HeaderCredentials { get; init; }

    public required ImmutableArray<string> AllowedOrigins { get; init; }

    public required long SessionIdle { get; init; }

    public required long SessionAbsolute { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal static SiteView Of(Site site) => new()
    {
        Id = site.Id.ToString(),
        Name = site.Name,
        Url = site.Url,
        Hosts = site.Hosts,
        Enabled = site.Enabled,
        AccentColor = site.AccentColor,
        Headless = site.HeadlessAuthorization,
        HeaderCredentials = site.HeaderCredentials,
        AllowedOrigins = site.AllowedOrigins,
        SessionIdle = (long)site.SessionIdle.TotalSeconds,
        SessionAbsolute = (long)site.SessionAbsolute.TotalSeconds,
        CreatedAt = site.CreatedAt,
    };

    internal static IEnumerable<string> Lines(SiteView site) => TextTable.Facts(
        ("id", site.Id),
        ("name", site.Name),
        ("url", site.Url),
        ("hosts", string.Join(", ", site.Hosts)),
        ("enabled", TextTable.YesNo(site.Enabled)),
        ("accent color", site.AccentColor),
        ("headless", TextTable.YesNo(site.Headless)),
        ("header credentials", TextTable.YesNo(site.HeaderCredentials)),
        ("allowed origins", string.Join(", ", site.AllowedOrigins)),
        ("session idle", site.SessionIdle.ToString(CultureInfo.InvariantCulture) + " s"),
        ("session absolute", site.SessionAbsolute.ToString(CultureInfo.InvariantCulture) + " s"),
        ("created", TextTable.Time(site.CreatedAt)));

    internal static IEnumerable<string> Table(SiteView[] sites) => TextTable.Of(
        ["URL", "NAME", "ENABLED", "ID"], sites.Select(site => new[] { site.Url, site.Name, TextTable.YesNo(site.Enabled), site.Id }));
}

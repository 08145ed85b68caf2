using System.CommandLine;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary>The options that say what a site is like.</summary>
internal sealed class SiteOptions(bool adding)
{
    private readonly Option<string?> name = OptionKinds.Text("--name", "The name that people see on its pages.", "NAME", adding);
    private readonly Option<string?> url = OptionKinds.Text("--url", "Its address: https and a host; http on this machine only.", "URL", adding);
    private readonly Option<string?> color = OptionKinds.Text("--accent-color", "The colour of its pages.", "#rrggbb");
    private readonly Option<string[]?> origins = OptionKinds.Texts("--allowed-origin",
        "An origin that browsers may call from besides those of the clients. May be repeated; replaces the list; '' for none.", "ORIGIN");

    private readonly Option<bool?> headless = OptionKinds.Flag("--headless", "Whether apps may hand over a password for a code here at all.");
    private readonly Option<bool?> header = OptionKinds.Flag("--header-credentials", "Whether the API accepts a name and password on each request.");
    private readonly Option<TimeSpan?> idle = OptionKinds.Seconds("--session-idle", "How long a session lives without a request.");
    private readonly Option<TimeSpan?> absolute = OptionKinds.Seconds("--session-absolute", "How long a session lives at the most.");
    private readonly Option<string?> registration = OptionKinds.Word("--dynamic-registration",
        "Whether clients may register themselves. This version has off only.", ["off", "token", "open"]);

    internal IReadOnlyList<Option> All => [name, url, color, origins, headless, header, idle, absolute, registration];

    internal void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    internal string NameOf(ParseResult parsed) => parsed.GetValue(name)!.Trim();

    /// <summary>The site with what was named changed.</summary>
    internal Site Apply(ParseResult parsed, Site site)
    {
        LaterVersion.Refuse("--dynamic-registration", parsed.GetValue(registration), "token", "open");
        if (parsed.GetValue(url)?.TrimEnd('/') is { } address && address != site.Url)
        {
            // The hosts follow the address, once it is one.
            site = site with { Url = address, Hosts = SiteHost.Refuses(address) is null ? NewSite.HostsOf(address) : site.Hosts };
        }

        return site with
        {
            Name = parsed.GetValue(name)?.Trim() ?? site.Name,
            AccentColor = parsed.GetValue(color)?.ToLowerInvariant() ?? site.AccentColor,
            AllowedOrigins = parsed.GetValue(origins) is { Length: > 0 } given
                ? [.. given.Where(one => one.Length > 0).Distinct(StringComparer.Ordinal)] : site.AllowedOrigins,
            HeadlessAuthorization = parsed.GetValue(headless) ?? site.HeadlessAuthorization,
            HeaderCredentials = parsed.GetValue(header) ?? site.HeaderCredentials,
            SessionIdle = parsed.GetValue(idle) ?? site.SessionIdle,
            SessionAbsolute = parsed.GetValue(absolute) ?? site.SessionAbsolute,
        };
    }

    /// <summary>Everything that is wrong with a site, in one line.</summary>
    internal static void Require(Site site)
    {
        if (SiteRegistration.Problems(site) is [_, ..] problems) throw new SetupException(string.Join(' ', problems));
    }

    /// <summary>Why the store did not take the site.</summary>
    internal static SetupException Refused(Site site, IReadOnlyList<Site> others)
    {
        var other = others.FirstOrDefault(one => one.Id != site.Id && one.Hosts.Intersect(site.Hosts).Any());
        return new SetupException(other is null
            ? $"The site {site.Name} is gone."
            : $"The host {other.Hosts.Intersect(site.Hosts).First()} is the site {other.Name}'s ({other.Url}). One host belongs to one site.");
    }
}

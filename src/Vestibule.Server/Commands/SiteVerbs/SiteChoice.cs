using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary>Which site a verb means.</summary>
internal static class SiteChoice
{
    /// <summary>The site of that URL, id or name; without a text the only one.</summary>
    /// <exception cref="SetupException">There is none, or there are several.</exception>
    internal static Site Of(IReadOnlyList<Site> all, string? asked, string folder)
    {
        if (all.Count == 0) throw new SetupException($"There is no site in {folder} yet. Make one: vestibule site add --name NAME --url URL");
        if (asked is null)
        {
            return all is [var only] ? only : throw new SetupException($"There are several sites; name one with --site: {Names(all)}");
        }

        var url = asked.TrimEnd('/');
        var named = all.Where(site => site.Url == url || IsId(site, asked)).ToArray();
        if (named is []) named = [.. all.Where(site => site.Name.Equals(asked, StringComparison.OrdinalIgnoreCase))];
        return named switch
        {
            [var one] => one,
            [] => throw new SetupException($"No site has this URL, name or id: {asked}. There are: {Names(all)}"),
            _ => throw new SetupException($"Several sites have the name {asked}; use the URL or the id: {Names(named)}"),
        };
    }

    private static bool IsId(Site site, string asked) => Guid.TryParse(asked, out var id) && site.Id.Value == id;

    private static string Names(IEnumerable<Site> sites) => string.Join(", ", sites.Select(site => $"{site.Url} ({site.Name}, {site.Id})"));
}

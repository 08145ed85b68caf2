using System.CommandLine;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary><c>vestibule site …</c>.</summary>
internal static class SiteCommand
{
    internal static Command Make() => new("site", "The sites of a server: each has an address, a look, clients and users of its own.")
    {
        SiteAdd.Make(),
        MakeList(),
        MakeShow(),
        SiteSet.Make(),
        SiteRemove.Make(),
    };

    private static StoreVerb MakeList() => new StoreVerb("list", "List all sites.") { OfOneSite = false }.Runs(async call =>
    {
        var all = await call.Stores.Sites.ListAsync(call.Cancelled);
        call.Answer.Write([.. all.Select(SiteView.Of)], VerbJson.Default.SiteViewArray, SiteView.Table);
        return CommandLine.Done;
    });

    private static StoreVerb MakeShow() => new StoreVerb("show", "Show one site with its settings.").Runs(async call =>
    {
        call.Answer.Write(SiteView.Of(await call.SiteAsync()), VerbJson.Default.SiteView, SiteView.Lines);
        return CommandLine.Done;
    });
}

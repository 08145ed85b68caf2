using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary><c>vestibule site remove</c>.</summary>
internal static class SiteRemove
{
    internal static StoreVerb Make()
    {
        var yes = StoreOptions.Yes();
        var verb = new StoreVerb("remove", "Remove a site with all its clients and users. Asks first.") { yes };
        return verb.Runs(async call =>
        {
            var site = await call.SiteAsync();
            Terminal.Confirm($"Remove site {site.Name} ({site.Url}) with all its clients and users?", call.Parsed.GetValue(yes));
            if (!await call.Stores.Sites.RemoveAsync(site.Id, call.Cancelled)) throw new SetupException($"The site {site.Name} is gone already.");
            call.Note(SecurityEventKind.SiteChanged, site.Id);
            call.Answer.Write(new Removed { Site = site.Url }, VerbJson.Default.Removed, Removed.Lines);
            return CommandLine.Done;
        });
    }
}

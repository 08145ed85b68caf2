using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary><c>vestibule site add</c>: the one verb that makes a store where there is none.</summary>
internal static class SiteAdd
{
    internal static StoreVerb Make()
    {
        var options = new SiteOptions(adding: true);
        var verb = new StoreVerb("add", "Add a site. Makes the data folder and its database where they are missing.") { OfOneSite = false, MakesStore = true };
        options.AddTo(verb);
        return verb.Runs(call => RunAsync(call, options));
    }

    private static async Task<int> RunAsync(VerbCall call, SiteOptions options)
    {
        var bare = new Site { Id = new SiteId(Guid.CreateVersion7(call.Now)), Name = options.NameOf(call.Parsed), Url = "", Hosts = [], CreatedAt = call.Now };
        var site = options.Apply(call.Parsed, bare);
        SiteOptions.Require(site);
        // On loopback a site answers for more than its own host; what another site has is left to that one.
        if (!await call.Stores.Sites.AddAsync(site, call.Cancelled)
            && !await call.Stores.Sites.AddAsync(site = site with { Hosts = [SiteHost.Of(site.Url)] }, call.Cancelled))
        {
            throw SiteOptions.Refused(site, await call.Stores.Sites.ListAsync(call.Cancelled));
        }

        call.Note(SecurityEventKind.SiteChanged, site.Id);
        call.Answer.Write(SiteView.Of(site), VerbJson.Default.SiteView, SiteView.Lines);
        return CommandLine.Done;
    }
}

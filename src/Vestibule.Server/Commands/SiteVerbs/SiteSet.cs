using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Commands.SiteVerbs;

/// <summary><c>vestibule site set</c>: changes what is named and leaves the rest.</summary>
internal static class SiteSet
{
    internal static StoreVerb Make()
    {
        var options = new SiteOptions(adding: false);
        var switches = new Switches("The site answers again.", "The site answers nothing, and everything that was handed out there ends.");
        var verb = new StoreVerb("set", "Change a site: what is named, and nothing else.");
        options.AddTo(verb);
        switches.AddTo(verb);
        OptionKinds.RequireAny(verb, [.. options.All, .. switches.All]);
        return verb.Runs(call => RunAsync(call, options, switches));
    }

    private static async Task<int> RunAsync(VerbCall call, SiteOptions options, Switches switches)
    {
        using var turn = await WriteTurn.WaitAsync(call.Settings.DataFolder, call.Clock, call.Cancelled);
        var before = await call.SiteAsync();
        var site = options.Apply(call.Parsed, before);
        site = site with { Enabled = switches.Enabled(call.Parsed) ?? site.Enabled, Epoch = site.Epoch + (switches.EndsEverything(call.Parsed) ? 1 : 0) };
        SiteOptions.Require(site);
        if (!await call.Stores.Sites.UpdateAsync(site, call.Cancelled))
        {
            throw SiteOptions.Refused(site, await call.Stores.Sites.ListAsync(call.Cancelled));
        }

        call.Note(SecurityEventKind.SiteChanged, site.Id);
        call.Answer.Write(SiteView.Of(site), VerbJson.Default.SiteView, SiteView.Lines);
        return CommandLine.Done;
    }
}

using System.CommandLine;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary><c>vestibule client …</c>.</summary>
internal static class ClientCommand
{
    internal static Command Make() => new("client", "The applications that are registered at a site.")
    {
        ClientAdd.Make(),
        MakeList(),
        MakeShow(),
        ClientSet.Make(),
        ClientRotateSecret.Make(),
        ClientRemove.Make(),
    };

    private static StoreVerb MakeList() => new StoreVerb("list", "List a site's clients.").Runs(async call =>
    {
        var site = await call.SiteAsync();
        var all = await call.Stores.Clients.ListAsync(site.Id, call.Cancelled);
        var views = await HeadlessSignIns.CountAsync(call, site, all.Select(client => ClientView.Of(client, site)));
        call.Answer.Write(views, VerbJson.Default.ClientViewArray, ClientLines.Table);
        return CommandLine.Done;
    });

    private static StoreVerb MakeShow()
    {
        var id = ClientArgument.Make();
        return new StoreVerb("show", "Show one client with its settings, and of its secrets when they were made and end.") { id }.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var client = await ClientArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(id));
            var counted = await HeadlessSignIns.CountAsync(call, site, [ClientView.Of(client, site)]);
            call.Answer.Write(counted[0], VerbJson.Default.ClientView, ClientLines.Of);
            return CommandLine.Done;
        });
    }
}

using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary><c>vestibule client remove</c>.</summary>
internal static class ClientRemove
{
    internal static StoreVerb Make()
    {
        var id = ClientArgument.Make();
        var yes = StoreOptions.Yes();
        var verb = new StoreVerb("remove", "Remove a client; everything it was given ends. Asks first.") { id, yes };
        return verb.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var client = await ClientArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(id));
            Terminal.Confirm($"Remove client {client.Id} ({client.Name}) and end everything it was given?", call.Parsed.GetValue(yes));
            if (!await call.Stores.Clients.RemoveAsync(site.Id, client.Id, call.Cancelled)) throw new SetupException($"The client {client.Id} is gone already.");
            call.Note(SecurityEventKind.ClientChanged, site.Id, client.Id);
            call.Answer.Write(new Removed { Site = site.Url, ClientId = client.Id }, VerbJson.Default.Removed, Removed.Lines);
            return CommandLine.Done;
        });
    }
}

using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary><c>vestibule client set</c>: changes what is named and leaves the rest.</summary>
internal static class ClientSet
{
    internal static StoreVerb Make()
    {
        var id = ClientArgument.Make();
        var options = new ClientOptions(adding: false);
        var switches = new Switches("The client works again.", "The client gets nothing more, and everything that was handed out to it ends.");
        var verb = new StoreVerb("set", "Change a client: what is named, and nothing else.") { id };
        options.AddTo(verb);
        switches.AddTo(verb);
        OptionKinds.RequireAny(verb, [.. options.All, .. switches.All]);
        return verb.Runs(call => RunAsync(call, call.Parsed.GetRequiredValue(id), options, switches));
    }

    private static async Task<int> RunAsync(VerbCall call, string id, ClientOptions options, Switches switches)
    {
        using var turn = await WriteTurn.WaitAsync(call.Settings.DataFolder, call.Clock, call.Cancelled);
        var site = await call.SiteAsync();
        var before = await ClientArgument.FindAsync(call, site, id);
        var client = options.Apply(call.Parsed, before) with
        {
            Enabled = switches.Enabled(call.Parsed) ?? before.Enabled,
            Epoch = before.Epoch + (switches.EndsEverything(call.Parsed) ? 1 : 0),
            UpdatedAt = call.Now,
        };
        ClientOptions.Require(client);
        if (!await call.Stores.Clients.UpdateAsync(client, call.Cancelled))
        {
            throw new SetupException($"The app code {client.AppCode} is taken at the site {site.Name}, or the client {id} is gone.");
        }

        call.Note(SecurityEventKind.ClientChanged, site.Id, client.Id);
        call.Answer.Write(ClientView.Of(client, site), VerbJson.Default.ClientView, ClientLines.Of);
        return CommandLine.Done;
    }
}

using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary><c>vestibule client add</c>: registers an application (W-10) and shows its secret, this once.</summary>
internal static class ClientAdd
{
    private const int MostTries = 5;

    internal static StoreVerb Make()
    {
        var type = OptionKinds.Word("--type", "public: a browser or native app. web: an app on a web server. service: acts for itself. device: has no browser; kept for a later version, this one gives it nothing.",
            ClientWords.Type.All, required: true);
        var id = OptionKinds.Text("--id", "The client id. Made when left out.", "ID");
        var options = new ClientOptions(adding: true);
        var verb = new StoreVerb("add", "Register a client. Its secret, where it has one, is shown this once.") { type, id };
        options.AddTo(verb);
        return verb.Runs(call => RunAsync(call, options, ClientWords.Type.Read(call.Parsed.GetValue(type))!.Value, call.Parsed.GetValue(id)));
    }

    private static async Task<int> RunAsync(VerbCall call, ClientOptions options, ClientType type, string? id)
    {
        var site = await call.SiteAsync();
        var wish = options.WishOf(call.Parsed, type, id);
        var (client, secret) = await AddAsync(call, site, wish);
        call.Note(SecurityEventKind.ClientChanged, site.Id, client.Id);
        call.Answer.Write(ClientView.Of(client, site, secret), VerbJson.Default.ClientView, ClientLines.Of);
        return CommandLine.Done;
    }

    private static async Task<(Client Client, Secret? Secret)> AddAsync(VerbCall call, Site site, NewClient wish)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (client, secret) = ClientRegistration.Make(site.Id, wish, call.Now);
            ClientOptions.Require(client);
            if (await call.Stores.Clients.AddAsync(client, call.Cancelled)) return (client, secret);
            if (wish.Id is not null && await call.Stores.Clients.FindAsync(site.Id, wish.Id, call.Cancelled) is not null)
            {
                throw new SetupException($"The client id {wish.Id} is taken at the site {site.Name}. Choose another with --id, "
                    + $"or change that client: vestibule client set {wish.Id}");
            }

            // A made id or app code met one that is there: make others.
            if (wish.AppCode is not null || attempt == MostTries)
            {
                throw new SetupException($"The app code {client.AppCode} is taken at the site {site.Name}. Choose another with --app-code.");
            }
        }
    }
}

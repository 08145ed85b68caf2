using System.CommandLine;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary>The client that a verb names by its id.</summary>
internal static class ClientArgument
{
    internal static Argument<string> Make() => new("client-id") { Description = "The client id.", HelpName = "CLIENT_ID" };

    internal static async Task<Client> FindAsync(VerbCall call, Site site, string id) =>
        await call.Stores.Clients.FindAsync(site.Id, id, call.Cancelled)
        ?? throw new SetupException($"The site {site.Name} has no client {id}. vestibule client list shows all.");
}

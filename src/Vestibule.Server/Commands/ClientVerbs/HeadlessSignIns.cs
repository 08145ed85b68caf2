using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary>How often clients were handed a person's password of late (W-32).</summary>
internal static class HeadlessSignIns
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>Adds the counts. A sign-in that names a client is one of these: pages sign people in, whatever client sent them.</summary>
    internal static async Task<ClientView[]> CountAsync(VerbCall call, Site site, IEnumerable<ClientView> clients)
    {
        var counts = await call.Stores.Audit.CountByClientAsync(site.Id, SecurityEventKind.SignedIn, call.Now - Window, call.Cancelled);
        return [.. clients.Select(client => client with { HeadlessSignInsLast30Days = counts.GetValueOrDefault(client.ClientId) })];
    }
}

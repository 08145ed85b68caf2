using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Clients;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary><c>vestibule client rotate-secret</c>: a further secret; several live at once, so that an application can change over (W-11).</summary>
internal static class ClientRotateSecret
{
    private const int MostLive = 10;

    internal static StoreVerb Make()
    {
        var id = ClientArgument.Make();
        var expire = OptionKinds.Seconds("--expire-old-after", "When the secrets that there are stop working; 0 means now. Without this they stay.");
        var verb = new StoreVerb("rotate-secret", "Make a further secret for a client, shown this once.") { id, expire };
        return verb.Runs(call => RunAsync(call, call.Parsed.GetRequiredValue(id), call.Parsed.GetValue(expire)));
    }

    private static async Task<int> RunAsync(VerbCall call, string id, TimeSpan? expireOldAfter)
    {
        using var turn = await WriteTurn.WaitAsync(call.Settings.DataFolder, call.Clock, call.Cancelled);
        var site = await call.SiteAsync();
        var before = await ClientArgument.FindAsync(call, site, id);
        if (!before.IsConfidential) throw new SetupException($"The client {id} is {ClientWords.Type.Of(before.Type)} and has no secret.");
        var now = call.Now;
        var old = before.Secrets.Where(secret => secret.ExpiresAt is not { } end || end > now).Select(secret => Ending(secret, now + expireOldAfter)).ToArray();
        if (old.Count(secret => secret.ExpiresAt is not { } end || end > now) >= MostLive)
        {
            throw new SetupException($"The client {id} has {old.Length} live secrets already. Let the old ones end: --expire-old-after SECONDS");
        }

        var (secret, kept) = ClientSecrets.Make(now, null);
        var client = before with { Secrets = [.. old, kept], UpdatedAt = now };
        if (!await call.Stores.Clients.UpdateAsync(client, call.Cancelled)) throw new SetupException($"The client {id} is gone.");
        call.Note(SecurityEventKind.ClientChanged, site.Id, client.Id);
        call.Answer.Write(ClientView.Of(client, site, secret), VerbJson.Default.ClientView, ClientLines.Of);
        return CommandLine.Done;
    }

    /// <summary>A secret's end only ever comes nearer.</summary>
    private static ClientSecret Ending(ClientSecret secret, DateTimeOffset? at) =>
        at is { } end && (secret.ExpiresAt is not { } before || end < before) ? secret with { ExpiresAt = end } : secret;
}

using System.CommandLine;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Vestibule.Engine.Model.Audit;
using Vestibule.Server.Hosting;
using Vestibule.Server.Keys;

namespace Vestibule.Server.Commands.KeyVerbs;

/// <summary><c>vestibule key …</c>: the key ring that seals codes, tokens and cookies.</summary>
internal static class KeyCommand
{
    internal static Command Make() => new("key", "The keys that seal codes, tokens and cookies.") { MakeList(), MakeRotate() };

    private static StoreVerb MakeList() =>
        new StoreVerb("list", "List the keys, without what they are made of.") { OfOneSite = false, NeedsSettings = true }.Runs(async call =>
        {
            await using var services = Services(call);
            var keys = KeyView.Of(services.GetRequiredService<IKeyManager>().GetAllKeys(), call.Now);
            call.Answer.Write(keys, VerbJson.Default.KeyViewArray, KeyView.Table);
            return CommandLine.Done;
        });

    private static StoreVerb MakeRotate() =>
        new StoreVerb("rotate", "Make a new key that seals from now on. Older keys keep opening what they sealed, so nothing ends.")
        {
            OfOneSite = false,
            NeedsSettings = true,
        }.Runs(async call =>
        {
            await using var services = Services(call);
            var lifetime = services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.NewKeyLifetime;
            var now = call.Now;
            var key = services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + lifetime);
            // The ring is all sites', so each site's record tells of it.
            foreach (var site in await call.Stores.Sites.ListAsync(call.Cancelled)) call.Note(SecurityEventKind.KeysRotated, site.Id);
            call.Answer.Write(KeyView.Of(key, current: true), VerbJson.Default.KeyView, KeyView.Lines);
            return CommandLine.Done;
        });

    /// <summary>The key ring set up as the server has it, the check of the master key included.</summary>
    private static ServiceProvider Services(VerbCall call) => new ServiceCollection()
        .AddLogging().AddSingleton(call.Clock).AddStores(call.Stores).AddEngine()
        .AddSealing(call.Settings.ReadMasterKey(call.Stores.Keys)).BuildServiceProvider();
}

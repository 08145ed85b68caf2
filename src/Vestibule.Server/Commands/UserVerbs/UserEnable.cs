using Vestibule.Server.Accounts;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary><c>vestibule user disable</c> and <c>enable</c>. Neither asks: a disabled user can be enabled again, and haste may be needed.</summary>
internal static class UserEnable
{
    private const int MostTries = 5;

    internal static StoreVerb MakeDisable() => Make("disable", "Shut a user out; everything that was handed out for them ends.", enabled: false);

    internal static StoreVerb MakeEnable() => Make("enable", "Let a disabled user sign in again.", enabled: true);

    private static StoreVerb Make(string name, string description, bool enabled)
    {
        var user = UserArgument.Make();
        return new StoreVerb(name, description) { user }.Runs(call => RunAsync(call, call.Parsed.GetRequiredValue(user), enabled));
    }

    private static async Task<int> RunAsync(VerbCall call, string asked, bool enabled)
    {
        var site = await call.SiteAsync();
        for (var attempt = 1; ; attempt++)
        {
            var subject = await UserArgument.FindAsync(call, site, asked);
            var outcome = await UserAccounts.WithAsync(call, accounts =>
                accounts.UpdateAsync(subject with { Enabled = enabled, UpdatedAt = call.Now }, endEverything: !enabled, call.Cancelled));
            // The API may have changed the row in between: then the switch is thrown on the row as it is now.
            var changed = outcome.Faults.Any(fault => fault.Kind == AccountFaultKind.Conflict);
            if (!changed || attempt == MostTries) return await UserAccounts.AnswerAsync(call, site, outcome);
        }
    }
}

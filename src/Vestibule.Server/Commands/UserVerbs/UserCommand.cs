using System.CommandLine;
using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary><c>vestibule user …</c>.</summary>
internal static class UserCommand
{
    internal static Command Make() => new("user", "The people of a site.")
    {
        UserAdd.Make(),
        UserList.Make(),
        MakeShow(),
        MakeSetPassword(),
        UserEnable.MakeDisable(),
        UserEnable.MakeEnable(),
        MakeEndEverything(),
        MakeRemove(),
    };

    private static StoreVerb MakeShow()
    {
        var user = UserArgument.Make();
        return new StoreVerb("show", "Show one user.") { user }.Runs(async call =>
        {
            var site = await call.SiteAsync();
            return await UserAccounts.AnswerAsync(call, site, await UserArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(user)));
        });
    }

    private static StoreVerb MakeSetPassword()
    {
        var user = UserArgument.Make();
        var input = UserAdd.PasswordInput();
        var keep = new Option<bool>("--keep-sessions") { Description = "Leave sign-ins and tokens alone. Without this, all of them end." };
        var verb = new StoreVerb("set-password", "Set a user's password; everything that was handed out for them ends.") { user, input, keep };
        return verb.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var subject = await UserArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(user));
            var password = Terminal.NewPassword(call.Parsed.GetValue(input));
            var outcome = await UserAccounts.WithAsync(call, accounts =>
                accounts.SetPasswordAsync(site, subject.Id, password, !call.Parsed.GetValue(keep), call.Cancelled));
            return await UserAccounts.AnswerAsync(call, site, outcome);
        });
    }

    private static StoreVerb MakeEndEverything()
    {
        var user = UserArgument.Make();
        return new StoreVerb("end-everything", "End all sign-ins, grants, codes and tokens of a user. The password stays.") { user }.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var subject = await UserArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(user));
            await call.Stores.Subjects.EndEverythingAsync(site.Id, subject.Id, call.Cancelled);
            call.Note(SecurityEventKind.SubjectEnded, site.Id, subject: subject.Id.Value);
            return await UserAccounts.AnswerAsync(call, site, await UserArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(user)));
        });
    }

    private static StoreVerb MakeRemove()
    {
        var user = UserArgument.Make();
        var yes = StoreOptions.Yes();
        var verb = new StoreVerb("remove", "Remove a user; everything that was handed out for them ends. Asks first.") { user, yes };
        return verb.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var subject = await UserArgument.FindAsync(call, site, call.Parsed.GetRequiredValue(user));
            Terminal.Confirm($"Remove user {subject.UserName} ({subject.Email}) and end everything that was handed out for them?", call.Parsed.GetValue(yes));
            var removed = await UserAccounts.WithAsync(call, accounts => accounts.RemoveAsync(site, subject, call.Cancelled));
            if (!removed) throw new SetupException($"The user {subject.UserName} is gone already.");
            call.Answer.Write(new Removed { Site = site.Url, Id = subject.Number, UserName = subject.UserName }, VerbJson.Default.Removed, Removed.Lines);
            return CommandLine.Done;
        });
    }
}

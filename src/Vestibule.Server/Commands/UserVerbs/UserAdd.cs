using System.CommandLine;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary><c>vestibule user add</c>.</summary>
internal static class UserAdd
{
    internal static Option<bool> PasswordInput() =>
        new("--password-stdin") { Description = "Read the password from standard input, one line of UTF-8. Without this, it is asked for at the terminal." };

    internal static StoreVerb Make()
    {
        var userName = OptionKinds.Text("--user-name", "The name to sign in with.", "NAME", required: true);
        var email = OptionKinds.Text("--email", "The e-mail address.", "EMAIL", required: true);
        var input = PasswordInput();
        var first = OptionKinds.Text("--first-name", "Given name.", "NAME");
        var last = OptionKinds.Text("--last-name", "Family name.", "NAME");
        var admin = new Option<bool>("--admin") { Description = "The user administers the site's people." };
        var verb = new StoreVerb("add", "Add a user.") { userName, email, input, first, last, admin };
        return verb.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var asked = new NewSubject
            {
                UserName = call.Parsed.GetValue(userName)!,
                Email = call.Parsed.GetValue(email)!,
                Password = Terminal.NewPassword(call.Parsed.GetValue(input)),
                UserTypeId = await UserTypeAsync(call, site, call.Parsed.GetValue(admin)),
                Profile = new SubjectProfile { FirstName = Name(call.Parsed, first), LastName = Name(call.Parsed, last) },
            };
            return await UserAccounts.AnswerAsync(call, site, await UserAccounts.WithAsync(call, accounts => accounts.CreateAsync(site, asked, call.Cancelled)));
        });
    }

    private static async Task<long> UserTypeAsync(VerbCall call, Site site, bool administers)
    {
        var types = await call.Stores.Subjects.ListUserTypesAsync(site.Id, call.Cancelled);
        return types.FirstOrDefault(type => type.Administers == administers)?.Id
            ?? throw new SetupException($"The site {site.Name} has no user type that {(administers ? "administers" : "does not administer")}.");
    }

    private static string Name(ParseResult parsed, Option<string?> option)
    {
        var name = parsed.GetValue(option)?.Trim() ?? "";
        return name.Length <= 100 && !name.Any(char.IsControl) ? name
            : throw new SetupException($"{option.Name} must have at most 100 characters and no control characters.");
    }
}

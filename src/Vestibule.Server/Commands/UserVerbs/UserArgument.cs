using System.CommandLine;
using System.Globalization;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary>The user that a verb names, by user name or by the API's number.</summary>
internal static class UserArgument
{
    private const string ByName = "name:";
    private const string ById = "id:";

    internal static Argument<string> Make() =>
        new("user") { Description = "The user name or the id. Where a name is a number: name:… or id:… says which is meant.", HelpName = "USER" };

    /// <summary>The user, and no other: a name that looks like another's number is refused.</summary>
    internal static async Task<Subject> FindAsync(VerbCall call, Site site, string asked)
    {
        var byName = asked.StartsWith(ById, StringComparison.Ordinal) ? null
            : await call.Stores.Subjects.FindByUserNameAsync(site.Id, Without(asked, ByName), call.Cancelled);
        var byNumber = !asked.StartsWith(ByName, StringComparison.Ordinal)
            && long.TryParse(Without(asked, ById), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await call.Stores.Subjects.FindByNumberAsync(site.Id, number, call.Cancelled) : null;
        if (byName is not null && byNumber is not null && byName.Id != byNumber.Id)
        {
            throw new SetupException($"{asked} is the user name of one user and the id of another ({byNumber.UserName}). Say {ByName}{asked} or {ById}{asked}.");
        }

        return byName ?? byNumber ?? throw new SetupException($"The site {site.Name} has no user {asked}. vestibule user list shows all.");
    }

    private static string Without(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
}

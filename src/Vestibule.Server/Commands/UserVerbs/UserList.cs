using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary><c>vestibule user list</c>.</summary>
internal static class UserList
{
    private const int Page = 500;

    internal static StoreVerb Make()
    {
        var search = OptionKinds.Text("--search", "Part of the first name, last name, e-mail or employee id.", "TEXT");
        var verb = new StoreVerb("list", "List a site's users.") { search };
        return verb.Runs(async call =>
        {
            var site = await call.SiteAsync();
            var types = await call.Stores.Subjects.ListUserTypesAsync(site.Id, call.Cancelled);
            var all = await AllAsync(call, site, call.Parsed.GetValue(search));
            call.Answer.Write([.. all.Select(subject => UserView.Of(subject, site, types))], VerbJson.Default.UserViewArray, UserView.Table);
            return CommandLine.Done;
        });
    }

    private static async Task<List<Subject>> AllAsync(VerbCall call, Site site, string? search)
    {
        var all = new List<Subject>();
        for (var full = true; full;)
        {
            var page = await call.Stores.Subjects.ListAsync(site.Id, new SubjectQuery { Search = search, Limit = Page, StartAt = all.Count }, call.Cancelled);
            all.AddRange(page);
            full = page.Count == Page;
        }

        return all;
    }
}

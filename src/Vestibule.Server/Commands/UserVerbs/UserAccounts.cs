using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary>The accounts room, put together for one verb: with its rules and hashes, without a web server.</summary>
internal static class UserAccounts
{
    internal static async Task<T> WithAsync<T>(VerbCall call, Func<SubjectAccounts, Task<T>> work)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(call.Clock).AddSingleton<ISecurityEvents>(call.Events)
            .AddStores(call.Stores).AddAccounts();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SubjectAccounts>());
    }

    /// <summary>Prints the user as stored, or says every fault.</summary>
    internal static async Task<int> AnswerAsync(VerbCall call, Site site, AccountOutcome outcome)
    {
        if (!outcome.Succeeded) throw new SetupException(outcome.Explanation);
        return await AnswerAsync(call, site, outcome.Subject);
    }

    internal static async Task<int> AnswerAsync(VerbCall call, Site site, Subject subject)
    {
        var types = await call.Stores.Subjects.ListUserTypesAsync(site.Id, call.Cancelled);
        call.Answer.Write(UserView.Of(subject, site, types), VerbJson.Default.UserView, UserView.Lines);
        return CommandLine.Done;
    }
}

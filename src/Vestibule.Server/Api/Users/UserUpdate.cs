using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Changes the person of the path: reads the row, applies the change, writes it if nobody was faster, else begins again.</summary>
internal sealed class UserUpdate(ISubjectStore subjects, LastAdministrator last, TimeProvider clock)
{
    /// <summary>How often a change is applied again to a row that somebody else changed meanwhile.</summary>
    internal const int Attempts = 5;

    /// <summary>The person after the change, or a refusal.</summary>
    internal async ValueTask<ApiOutcome<Subject>> ApplyAsync(ApiCall call, Func<Subject, Subject> change)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(call) is not { } subject) return NoSuchUser();
            var changed = change(subject) with { UpdatedAt = clock.GetUtcNow() };
            var written = await last.GuardAsync<SubjectWrite>(call, subject, changed,
                async () => await subjects.UpdateAsync(changed, endEverything: false, call.Aborted));
            if (!written.Succeeded) return written.Error;
            if (written.Value.Result == SubjectWriteResult.Stored) return written.Value.Subject!;
            if (written.Value.Result != SubjectWriteResult.Conflict) return Refuse(written.Value.Result);
        }

        return Refuse(SubjectWriteResult.Conflict);
    }

    /// <summary>The person of the path; null when there is none.</summary>
    internal async ValueTask<Subject?> FindAsync(ApiCall call) =>
        call.UserNumber is { } number ? await subjects.FindByNumberAsync(call.Site.Id, number, call.Aborted) : null;

    /// <summary>There is nobody with that number.</summary>
    internal static ApiError NoSuchUser() => ApiError.NotFound("There is no user with this id.");

    private static ApiError Refuse(SubjectWriteResult result) => AccountFaults.Refuse(AccountFault.Of(result));
}

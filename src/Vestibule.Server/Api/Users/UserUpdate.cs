using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Changes the person of the path: reads the row, applies the change, writes it if nobody was faster, else begins again.</summary>
internal sealed class UserUpdate(ISubjectStore subjects, LastAdministrator last, TimeProvider clock)
{
    /// <summary>How often a change is applied again to a row that somebody else changed meanwhile.</summary>
    internal const int Attempts = 5;

    /// <summary>The person after the change, or a refusal.</summary>
    internal async ValueTask<ApiOutcome<Subject>> ApplyAsync(ApiCall call, Func<Subject, Subject> change, bool endEverything)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(call) is not { } subject) return NoSuchUser();
            var changed = change(subject) with { UpdatedAt = clock.GetUtcNow() };
            var written = await last.GuardAsync(call, subject, changed, () => subjects.UpdateAsync(changed, endEverything, call.Aborted));
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

    /// <summary>Why a write was not done.</summary>
    internal static ApiError Refuse(SubjectWriteResult result) => result switch
    {
        SubjectWriteResult.UserNameTaken => ApiError.Conflict("The member userName is another user's."),
        SubjectWriteResult.EmailTaken => ApiError.Conflict("The member email is another user's."),
        SubjectWriteResult.UserTypeUnknown => ApiError.BadRequest("The member userType is not one of the site's user types."),
        SubjectWriteResult.Gone => NoSuchUser(),
        SubjectWriteResult.Conflict => ApiError.Conflict("Others change this user at the same time. Read it and try again."),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "A result without a refusal."),
    };
}

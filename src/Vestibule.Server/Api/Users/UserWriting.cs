using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Creates, changes and deletes people (W-54).</summary>
internal sealed class UserWriting(
    ISubjectStore subjects, UserUpdate update, NewPassword newPassword, LastAdministrator last, UserEvents events, ChangeFollower feed, TimeProvider clock)
{
    /// <summary><c>POST /users</c> → 201 and the person. Without a password in the body they have none until one is set.</summary>
    internal async ValueTask<ApiAnswer> CreateAsync(ApiCall call)
    {
        var body = await JsonBody.ReadAsync(call.Http.Request, optional: false, call.Aborted);
        if (!body.Succeeded) return body.Error;
        using var document = body.Value;
        var change = UserChangeReader.ReadNew(document.RootElement);
        if (!change.Succeeded) return change.Error;
        var draft = Draft(call, change.Value);
        if (change.Value.Password is { } password)
        {
            var hash = await newPassword(draft, password, call.Aborted);
            if (!hash.Succeeded) return CredentialErrors.OfGate(hash.Error);
            draft = draft with { PasswordHash = hash.Value };
        }

        var written = await subjects.AddAsync(draft, call.Aborted);
        if (written.Result != SubjectWriteResult.Stored) return UserUpdate.Refuse(written.Result);
        events.Note(call, SecurityEventKind.SubjectAdded, written.Subject!);
        return UserReading.One(call, written.Subject!) with
        {
            Status = StatusCodes.Status201Created,
            Location = $"{ApiRoutes.BasePath}/users/{written.Subject!.Number}",
        };
    }

    /// <summary><c>PUT /users/{id}</c> → the person. Only what the body holds changes; of two writers the last wins, member by member.</summary>
    internal async ValueTask<ApiAnswer> ChangeAsync(ApiCall call)
    {
        var body = await JsonBody.ReadAsync(call.Http.Request, optional: false, call.Aborted);
        if (!body.Succeeded) return body.Error;
        using var document = body.Value;
        var change = UserChangeReader.ReadChange(document.RootElement);
        if (!change.Succeeded) return change.Error;
        var changed = await update.ApplyAsync(call, change.Value.ApplyTo, endEverything: false);
        if (!changed.Succeeded) return changed.Error;
        events.Note(call, SecurityEventKind.SubjectChanged, changed.Value);
        return UserReading.One(call, changed.Value);
    }

    /// <summary><c>DELETE /users/{id}</c>: everything handed out for the person ends with them.</summary>
    internal async ValueTask<ApiAnswer> RemoveAsync(ApiCall call)
    {
        if (await update.FindAsync(call) is not { } subject) return UserUpdate.NoSuchUser();
        if (call.Caller.Is(subject)) return ApiError.Conflict("Nobody can delete themselves. Ask another administrator.");
        var written = await last.GuardAsync(call, subject, after: null, async () =>
            new SubjectWrite(await subjects.RemoveAsync(call.Site.Id, subject.Id, call.Aborted) ? SubjectWriteResult.Stored : SubjectWriteResult.Gone, null));
        if (!written.Succeeded) return written.Error;
        if (written.Value.Result != SubjectWriteResult.Stored) return UserUpdate.Refuse(written.Value.Result);
        events.Note(call, SecurityEventKind.SubjectRemoved, subject);
        await feed.CatchUpAsync(call.Aborted);
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("response"u8, "Successfully removed"u8);
            writer.WriteEndObject();
        });
    }

    /// <summary>A new person: of the first user type that does not administer, unless the body names one.</summary>
    private Subject Draft(ApiCall call, UserChange change)
    {
        var now = clock.GetUtcNow();
        return change.ApplyTo(new Subject
        {
            Site = call.Site.Id,
            Id = new SubjectId(Guid.CreateVersion7(now)),
            UserName = "",
            Email = "",
            UserTypeId = call.Caller.UserTypes.FirstOrDefault(type => !type.Administers)?.Id ?? 0,
            Profile = new SubjectProfile { FirstName = "", LastName = "" },
            CreatedAt = now,
            UpdatedAt = now,
        });
    }
}

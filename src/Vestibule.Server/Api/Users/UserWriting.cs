using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Creates, changes and deletes people (W-54).</summary>
internal sealed class UserWriting(UserUpdate update, LastAdministrator last, UserEvents events, ChangeFollower feed)
{
    /// <summary><c>POST /users</c> → 201 and the person. Without a password in the body they have none until one is set.</summary>
    internal async ValueTask<ApiAnswer> CreateAsync(ApiCall call)
    {
        var body = await JsonBody.ReadAsync(call.Http.Request, optional: false, call.Aborted);
        if (!body.Succeeded) return body.Error;
        using var document = body.Value;
        var change = UserChangeReader.ReadNew(document.RootElement);
        if (!change.Succeeded) return change.Error;
        var newcomer = Newcomer(call, change.Value);
        if (AccessRules.LeavesAdministratorsAlone(call.Caller, newcomer.UserTypeId) is { } refusal) return call.NotAllowed(refusal);
        var created = await call.Accounts.CreateAsync(call.Site, newcomer, call.Aborted);
        if (!created.Succeeded) return Refuse(created, change.Value);
        events.Tell(call, "created", created.Subject);
        return UserReading.One(call, created.Subject) with
        {
            Status = StatusCodes.Status201Created,
            Location = $"{ApiRoutes.BasePath}/users/{created.Subject.Number}",
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
        var changed = await update.ApplyAsync(call, change.Value.ApplyTo);
        if (!changed.Succeeded) return changed.Error;
        events.NoteChanged(call, changed.Value);
        return UserReading.One(call, changed.Value);
    }

    /// <summary><c>DELETE /users/{id}</c>: everything handed out for the person ends with them.</summary>
    internal async ValueTask<ApiAnswer> RemoveAsync(ApiCall call)
    {
        if (await update.FindAsync(call) is not { } subject) return UserUpdate.NoSuchUser();
        if (call.Caller.Is(subject)) return ApiError.Conflict("Nobody can delete themselves. Ask another administrator.");
        var removed = await last.GuardAsync<Subject>(call, subject, after: null, async () =>
            await call.Accounts.RemoveAsync(call.Site, subject, call.Aborted) ? subject : UserUpdate.NoSuchUser());
        if (!removed.Succeeded) return removed.Error;
        events.Tell(call, "deleted", subject);
        await feed.CatchUpAsync(call.Aborted);
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("response"u8, "Successfully removed"u8);
            writer.WriteEndObject();
        });
    }

    /// <summary>Who sent no user name cannot be told that theirs is taken.</summary>
    private static ApiError Refuse(AccountOutcome outcome, UserChange change) =>
        outcome.Faults[0].Kind == AccountFaultKind.UserNameTaken && change.Text(UserFields.UserName) is null
            ? ApiError.Conflict("The user name made of the member email belongs to another user. Send another email, or a userName.")
            : AccountFaults.Refuse(outcome);

    /// <summary>Of the first user type that does not administer, unless the body names one.</summary>
    private static NewSubject Newcomer(ApiCall call, UserChange change)
    {
        var blank = new Subject
        {
            Site = call.Site.Id,
            Id = default,
            UserName = UserNameOf.Email(change.Text(UserFields.Email)!),
            Email = "",
            UserTypeId = call.Caller.UserTypes.FirstOrDefault(type => !type.Administers)?.Id ?? 0,
            Profile = new SubjectProfile { FirstName = "", LastName = "" },
            CreatedAt = default,
            UpdatedAt = default,
        };
        var filled = change.ApplyTo(blank);
        return new NewSubject
        {
            UserName = filled.UserName,
            Email = filled.Email,
            Password = change.Password,
            UserTypeId = filled.UserTypeId,
            Profile = filled.Profile,
        };
    }
}

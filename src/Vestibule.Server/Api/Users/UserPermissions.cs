using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary><c>/users/{id}/permissions</c>: which roles a person has at which centers (W-54, W-88).</summary>
internal sealed class UserPermissions(ISubjectStore subjects, UserUpdate update, UserEvents events)
{
    /// <summary><c>GET</c>: one's own, or with the administration right anybody's.</summary>
    internal async ValueTask<ApiAnswer> ReadAsync(ApiCall call)
    {
        if (await update.FindAsync(call) is not { } subject) return UserUpdate.NoSuchUser();
        if (!call.Caller.Is(subject) && AccessRules.Administers(call.Caller) is { } refusal) return call.NotAllowed(refusal);
        return await AnswerAsync(call, subject);
    }

    /// <summary><c>PUT</c>: the body replaces all of them; the answer is what they are now.</summary>
    internal async ValueTask<ApiAnswer> ReplaceAsync(ApiCall call)
    {
        var body = await JsonBody.ReadAsync(call.Http.Request, optional: false, call.Aborted);
        if (!body.Succeeded) return body.Error;
        using var document = body.Value;
        var centers = await subjects.ListCentersAsync(call.Site.Id, call.Aborted);
        var permissions = PermissionsReader.Read(document.RootElement, call.Caller.UserTypes, centers);
        if (!permissions.Succeeded) return permissions.Error;
        if (await update.FindAsync(call) is not { } subject) return UserUpdate.NoSuchUser();
        long[] touched = [subject.UserTypeId, .. permissions.Value.Select(permission => permission.RoleId)];
        if (AccessRules.LeavesAdministratorsAlone(call.Caller, touched) is { } refusal) return call.NotAllowed(refusal);
        if (!await subjects.ReplacePermissionsAsync(call.Site.Id, subject.Id, permissions.Value, call.Aborted))
        {
            return ApiError.Conflict("The user, a role or a center has gone meanwhile. Read again and try again.");
        }

        events.NoteChanged(call, subject);
        return await AnswerAsync(call, subject);
    }

    private async ValueTask<ApiAnswer> AnswerAsync(ApiCall call, Subject subject)
    {
        var permissions = await subjects.ListPermissionsAsync(call.Site.Id, subject.Id, call.Aborted);
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray();
            foreach (var permission in permissions)
            {
                writer.WriteStartObject();
                writer.WriteString("role"u8, permission.Role.Name);
                writer.WriteStartObject("center"u8);
                writer.WriteNumber("id"u8, permission.Center.Id);
                writer.WriteString("name"u8, permission.Center.Name);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}

using System.Text.Json;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary><c>PUT /users/{id}/resetPassword</c> → the person (W-54). Whatever was handed out for them ends.</summary>
/// <remarks>With <c>{"password": "…"}</c> that is their password from now on. Without a body, as the vendor's clients call it, the old password
/// stops working and nobody can sign in as them until a new one is set, here or on the command line: this version sends no mail.</remarks>
internal sealed class PasswordReset(UserUpdate update, LastAdministrator last, UserEvents events, ChangeFollower feed)
{
    internal async ValueTask<ApiAnswer> ResetAsync(ApiCall call)
    {
        var body = await JsonBody.ReadAsync(call.Http.Request, optional: true, call.Aborted);
        if (!body.Succeeded) return body.Error;
        using var document = body.Value;
        if (!TryReadPassword(document.RootElement, out var password))
        {
            return ApiError.BadRequest("The body must be an object whose member password is a text.");
        }

        if (await update.FindAsync(call) is not { } subject) return UserUpdate.NoSuchUser();

        var after = password is null ? subject with { PasswordHash = null } : subject;
        var changed = await last.GuardAsync<Subject>(call, subject, after, async () =>
        {
            var set = await call.Accounts.SetPasswordAsync(call.Site, subject.Id, password, endEverything: true, call.Aborted);
            return set.Succeeded ? set.Subject : AccountFaults.Refuse(set);
        });
        if (!changed.Succeeded) return changed.Error;
        events.Tell(call, password is null ? "password taken away" : "password set", changed.Value);
        await feed.CatchUpAsync(call.Aborted);
        return UserReading.One(call, changed.Value);
    }

    /// <summary>An absent or null password means none.</summary>
    private static bool TryReadPassword(JsonElement body, out Secret? password)
    {
        password = null;
        if (body.ValueKind != JsonValueKind.Object) return false;
        if (!body.TryGetProperty("password", out var member) || member.ValueKind == JsonValueKind.Null) return true;
        if (member.ValueKind != JsonValueKind.String || !JsonBody.TryGetText(member, out var text)) return false;
        password = new Secret(text);
        return true;
    }
}

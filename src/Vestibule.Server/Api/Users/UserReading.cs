using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Reads people: oneself, one, many, how many, and whether a name is free (W-53, W-54).</summary>
internal sealed class UserReading(ISubjectStore subjects, UserUpdate update)
{
    /// <summary><c>GET /users/me</c>.</summary>
    internal static ValueTask<ApiAnswer> MeAsync(ApiCall call) => new(call.Caller.Subject is { } me ? One(call, me)
        : ApiError.NotFound("This token acts for a client, not for a person: there is no users/me."));

    /// <summary><c>GET /users/{id}</c>.</summary>
    internal async ValueTask<ApiAnswer> OneAsync(ApiCall call) =>
        await update.FindAsync(call) is { } subject ? One(call, subject) : UserUpdate.NoSuchUser();

    /// <summary><c>GET /users</c>.</summary>
    internal async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var query = ReadQuery(call);
        if (!query.Succeeded) return query.Error;
        var list = await subjects.ListAsync(call.Site.Id, query.Value, call.Aborted);
        var json = new UserJson(call.Caller, call.Selector);
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray();
            foreach (var subject in list) json.Write(writer, subject);
            writer.WriteEndArray();
        });
    }

    /// <summary><c>GET /users/count</c>: the same parameters, the number of people that they name.</summary>
    internal async ValueTask<ApiAnswer> CountAsync(ApiCall call)
    {
        var query = ReadQuery(call);
        if (!query.Succeeded) return query.Error;
        var count = await subjects.CountAsync(call.Site.Id, query.Value, call.Aborted);
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count"u8, count);
            writer.WriteEndObject();
        });
    }

    /// <summary><c>GET /users/username/{name}</c>: the vendor writes the answer as a text.</summary>
    internal async ValueTask<ApiAnswer> IsNameFreeAsync(ApiCall call)
    {
        // A name that nobody can have is not to be had: a form that asks while a person types gets its answer.
        var name = (call.Http.GetRouteValue("name") as string ?? "").Trim();
        var free = UserFieldRules.Refuses(UserFields.ByName[UserFields.UserName], name.Length == 0 ? null : name) is null
            && await subjects.FindByUserNameAsync(call.Site.Id, name, call.Aborted) is null;
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("available"u8, free ? "true"u8 : "false"u8);
            writer.WriteEndObject();
        });
    }

    /// <summary>An answer of one user object.</summary>
    internal static ApiAnswer.Json One(ApiCall call, Subject subject)
    {
        var json = new UserJson(call.Caller, call.Selector);
        return new ApiAnswer.Json(StatusCodes.Status200OK, writer => json.Write(writer, subject));
    }

    private static ApiOutcome<SubjectQuery> ReadQuery(ApiCall call)
    {
        var query = UserListQuery.Read(call.Http.Request.Query);
        if (!query.Succeeded) return query;
        return UserListQuery.Refuses(query.Value, call.Caller) is { } refusal ? call.NotAllowed(refusal)
            : query.Value with { SearchEmployeeIds = call.Caller.SeesAllFields };
    }
}

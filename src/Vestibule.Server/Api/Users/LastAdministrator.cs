using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>Keeps one person who administers and can sign in, so that nobody locks a whole site out through the API.</summary>
/// <remarks>Writes that take an administrator away run one at a time on this node, so that two of them cannot each count on the other.
/// The command line is free to do as it likes.</remarks>
internal sealed class LastAdministrator(ISubjectStore subjects) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>Runs a write, unless it takes the last administrator away, or a client that acts for itself would touch one.</summary>
    /// <param name="call">The request.</param>
    /// <param name="before">The person as they are.</param>
    /// <param name="after">The person as they will be; null when deleted.</param>
    /// <param name="write">The write.</param>
    internal async ValueTask<ApiOutcome<T>> GuardAsync<T>(ApiCall call, Subject before, Subject? after, Func<Task<ApiOutcome<T>>> write)
        where T : class
    {
        var types = call.Caller.UserTypes;
        if (AccessRules.LeavesAdministratorsAlone(call.Caller, before.UserTypeId, after?.UserTypeId ?? 0) is { } refusal) return call.NotAllowed(refusal);
        if (!CanAdminister(before, types) || (after is not null && CanAdminister(after, types))) return await write();
        await oneAtATime.WaitAsync(call.Aborted);
        try
        {
            return await AnotherAsync(call, before) ? await write()
                : ApiError.Conflict("This is the last person who administers the site and can sign in.");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Whether the person can sign in and administers.</summary>
    internal static bool CanAdminister(Subject subject, IReadOnlyList<UserType> types) =>
        subject is { Enabled: true, PasswordHash: not null } && types.Any(type => type.Id == subject.UserTypeId && type.Administers);

    public void Dispose() => oneAtATime.Dispose();

    private async ValueTask<bool> AnotherAsync(ApiCall call, Subject subject)
    {
        var query = new SubjectQuery { SiteAdmin = true, Limit = UserListQuery.MaximumLimit };
        while (true)
        {
            var page = await subjects.ListAsync(call.Site.Id, query, call.Aborted);
            if (page.Any(other => other.Id != subject.Id && CanAdminister(other, call.Caller.UserTypes))) return true;
            if (page.Count < query.Limit) return false;
            query = query with { StartAt = query.StartAt + query.Limit };
        }
    }
}

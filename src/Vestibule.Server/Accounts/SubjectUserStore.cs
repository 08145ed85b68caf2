using Microsoft.AspNetCore.Identity;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>ASP.NET Core Identity's store over ours.</summary>
internal sealed class SubjectUserStore(ISubjectStore subjects, CurrentSite current) : IUserPasswordStore<Account>
{
    /// <inheritdoc />
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Subject.Id.ToString());

    /// <inheritdoc />
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Subject.UserName);

    /// <inheritdoc />
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.Subject = user.Subject with { UserName = userName ?? "" };
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    /// <inheritdoc />
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = normalizedName;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Subject.PasswordHash);

    /// <inheritdoc />
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Subject.PasswordHash is not null);

    /// <inheritdoc />
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.Subject = user.Subject with { PasswordHash = passwordHash };
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        Taken(user, await subjects.AddAsync(user.Subject, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) =>
        Taken(user, await subjects.UpdateAsync(user.Subject, user.EndEverything, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        await subjects.RemoveAsync(user.Subject.Site, user.Subject.Id, cancellationToken).ConfigureAwait(false)
            ? IdentityResult.Success : Failed(SubjectWriteResult.Gone);

    /// <inheritdoc />
    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParseExact(userId, "N", out var id)
        && await subjects.FindAsync(current.Value, new SubjectId(id), cancellationToken).ConfigureAwait(false) is { } subject ? new Account(subject) : null;

    /// <inheritdoc />
    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await subjects.FindByUserNameAsync(current.Value, normalizedUserName, cancellationToken).ConfigureAwait(false) is { } subject ? new Account(subject) : null;

    /// <inheritdoc />
    public void Dispose()
    {
        // Nothing is held: the store belongs to the host.
    }

    private static IdentityResult Taken(Account user, SubjectWrite write)
    {
        if (write is not { Result: SubjectWriteResult.Stored, Subject: { } stored }) return Failed(write.Result);
        user.Subject = stored;
        return IdentityResult.Success;
    }

    private static IdentityResult Failed(SubjectWriteResult result) => IdentityResult.Failed(AccountFault.Of(result).ToIdentity());
}

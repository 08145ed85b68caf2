using Microsoft.AspNetCore.Identity;

namespace Vestibule.Server.Accounts;

/// <summary>Tells Identity what <see cref="PasswordPolicy"/> says.</summary>
internal sealed class PasswordPolicyValidator : IPasswordValidator<Account>
{
    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(PasswordPolicy.Refuses(password ?? "", PasswordPolicy.WordsOf(user.Subject)) is { } why
            ? IdentityResult.Failed(new AccountFault(AccountFaultKind.Password, why).ToIdentity()) : IdentityResult.Success);
}

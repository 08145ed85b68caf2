using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>Tells Identity what names and e-mail addresses may look like. Whether they are taken, the store decides, in the write itself.</summary>
internal sealed class AccountValidator : IUserValidator<Account>
{
    /// <summary>The longest e-mail address (RFC 5321 §4.5.3.1.3, less its brackets).</summary>
    internal const int MaximumEmail = 254;

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        IdentityError[] errors = [.. Faults(user.Subject).Select(fault => fault.ToIdentity())];
        return Task.FromResult(errors is [] ? IdentityResult.Success : IdentityResult.Failed(errors));
    }

    /// <summary>All faults of a person's name and e-mail address.</summary>
    internal static IEnumerable<AccountFault> Faults(Subject subject)
    {
        if (AccountName.Refuses(subject.UserName) is { } name) yield return new AccountFault(AccountFaultKind.UserName, name);
        if (RefusesEmail(subject.Email) is { } email) yield return new AccountFault(AccountFaultKind.Email, email);
    }

    /// <summary>Why a text cannot be an e-mail address; null when it can.</summary>
    internal static string? RefusesEmail(string email) =>
        email.Length == 0 ? "The e-mail address is missing."
        : email.Length > MaximumEmail ? $"The e-mail address is longer than {MaximumEmail} characters."
        : email.Any(char.IsControl) || !MailAddress.TryCreate(email, out var parsed) || parsed.Address != email
            ? "The e-mail address must look like name@example.com."
        : null;
}

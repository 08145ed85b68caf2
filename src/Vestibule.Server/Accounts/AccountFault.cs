using Microsoft.AspNetCore.Identity;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>Why a person could not be stored as asked.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">One plain sentence for the person who asked; never what they typed as a password.</param>
internal sealed record AccountFault(AccountFaultKind Kind, string Message)
{
    /// <summary>The fault that a write ended with.</summary>
    internal static AccountFault Of(SubjectWriteResult result) => result switch
    {
        SubjectWriteResult.UserNameTaken => new(AccountFaultKind.UserNameTaken, "The user name is another person's."),
        SubjectWriteResult.EmailTaken => new(AccountFaultKind.EmailTaken, "The e-mail address is another person's."),
        SubjectWriteResult.UserTypeUnknown => new(AccountFaultKind.UserTypeUnknown, "The user type is not one of this site's."),
        SubjectWriteResult.Conflict => new(AccountFaultKind.Conflict, "Somebody else changed this person at the same time. Look again, then repeat."),
        SubjectWriteResult.Gone => new(AccountFaultKind.Gone, "There is no such person."),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "A result that is no fault."),
    };

    /// <summary>The same fault in Identity's words.</summary>
    internal IdentityError ToIdentity() => new() { Code = Kind.ToString(), Description = Message };

    /// <summary>The fault that an error of Identity's carries. All validators and the store here are ours, so its code is one of our kinds.</summary>
    internal static AccountFault Of(IdentityError error) => new(Enum.Parse<AccountFaultKind>(error.Code), error.Description);
}

/// <summary>What is wrong.</summary>
internal enum AccountFaultKind
{
    /// <summary>The user name is missing, too long, or has characters that it may not have.</summary>
    UserName,

    /// <summary>The user name is another person's.</summary>
    UserNameTaken,

    /// <summary>The e-mail address is missing, too long, or none.</summary>
    Email,

    /// <summary>The e-mail address is another person's.</summary>
    EmailTaken,

    /// <summary>The password is too short, too long, or easy to guess.</summary>
    Password,

    /// <summary>The user type is not one of the site's.</summary>
    UserTypeUnknown,

    /// <summary>Somebody else changed the row since it was read.</summary>
    Conflict,

    /// <summary>The person is gone.</summary>
    Gone,

    /// <summary>Too many passwords are being hashed just now; a second later it works.</summary>
    Busy,
}

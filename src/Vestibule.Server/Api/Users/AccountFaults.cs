using Vestibule.Server.Accounts;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Users;

/// <summary>The refusals of the accounts room in the statuses of the API.</summary>
internal static class AccountFaults
{
    /// <summary>The first fault decides; the reader before has looked at every member by itself.</summary>
    internal static ApiError Refuse(AccountOutcome outcome) => Refuse(outcome.Faults[0]);

    /// <summary>One fault.</summary>
    internal static ApiError Refuse(AccountFault fault) => fault switch
    {
        { Kind: AccountFaultKind.UserNameTaken } => ApiError.Conflict("The member userName belongs to another user."),
        { Kind: AccountFaultKind.EmailTaken } => ApiError.Conflict("The member email belongs to another user."),
        { Kind: AccountFaultKind.UserTypeUnknown } => ApiError.BadRequest("The member userType is not one of the user types of the site."),
        { Kind: AccountFaultKind.Gone } => UserUpdate.NoSuchUser(),
        { Kind: AccountFaultKind.Conflict } => ApiError.Conflict("Others change this user at the same time. Read it and try again."),
        { Kind: AccountFaultKind.Busy } => new ApiError(StatusCodes.Status429TooManyRequests, "temporarily_unavailable", fault.Message)
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        { Kind: AccountFaultKind.Password } => ApiError.BadRequest($"The member password is not acceptable. {fault.Message}"),
        { Kind: AccountFaultKind.UserName } => ApiError.BadRequest($"The member userName is not acceptable. {fault.Message}"),
        { Kind: AccountFaultKind.Email } => ApiError.BadRequest($"The member email is not acceptable. {fault.Message}"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "A fault without a status."),
    };
}

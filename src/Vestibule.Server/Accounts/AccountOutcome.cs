using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Identity;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>How a change of a person ended: the person as stored, or every fault at once.</summary>
internal sealed class AccountOutcome
{
    private AccountOutcome(Subject? subject, ImmutableArray<AccountFault> faults) => (Subject, Faults) = (subject, faults);

    /// <summary>The person as stored; null after a fault.</summary>
    public Subject? Subject { get; }

    /// <summary>What was wrong; empty after a success.</summary>
    public ImmutableArray<AccountFault> Faults { get; }

    /// <summary>Whether it was stored.</summary>
    [MemberNotNullWhen(true, nameof(Subject))]
    public bool Succeeded => Faults.IsEmpty;

    /// <summary>The faults in one text, for a command line or an error body.</summary>
    public string Explanation => string.Join(' ', Faults.Select(fault => fault.Message));

    internal static AccountOutcome Stored(Subject subject) => new(subject, []);

    internal static AccountOutcome Refused(params IEnumerable<AccountFault> faults) => new(null, [.. faults]);

    internal static AccountOutcome Of(IdentityResult result, Account account) =>
        result.Succeeded ? Stored(account.Subject) : Refused(result.Errors.Select(AccountFault.Of));
}

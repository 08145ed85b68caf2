using Microsoft.AspNetCore.Identity;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Accounts;

/// <summary>The one gate for every password check: the page, <c>POST /auth</c> and credentials on API requests (W-31, W-33).</summary>
/// <remarks>Order: throttles on keyed hashes, before anything is looked up; the person; one Argon2id run, whoever it is; then what a success brings.
/// A try is reserved before the check and given back when it succeeds, so that parallel guesses cannot pass the limit.</remarks>
internal sealed class CredentialGate(
    UserManager<Account> users, CurrentSite current, SubjectPasswords passwords, KnownCallers callers, ThrottleTable throttle,
    RecentlyNoted noted, ISubjectStore subjects, ISecurityEvents events, TimeProvider clock, ILogger<CredentialGate> log)
{
    /// <summary>The longest user name that is looked at, in characters.</summary>
    internal const int MaximumUserName = 256;

    private static readonly TimeSpan NotedAgainAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan RefusalNotedAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>One answer for unknown, disabled, without a password, overlong and wrong (W-31).</summary>
    private static readonly ProtocolError Wrong = ProtocolError.AccessDenied("The user name or password is wrong.");

    // A stand-in for passwords over the limit, so that those cost the same as any other and not more.
    private static readonly Secret Overlong = new("over the limit");

    /// <summary>Checks a password. The refusals are <see cref="ErrorCode.AccessDenied"/> and <see cref="ErrorCode.Throttled"/> with whole seconds.</summary>
    internal async Task<Outcome<Subject>> AuthenticateAsync(Site site, CredentialAttempt attempt, CancellationToken ct)
    {
        var caller = await callers.IdentifyAsync(site.Id, attempt, ct).ConfigureAwait(false);
        if (throttle.TryReserve(caller.Budgets, out var retryAfter) is not { } reserved) return Refuse(site, attempt, caller, retryAfter);

        Subject? subject;
        Outcome<PasswordVerdict> verdict;
        try
        {
            (subject, verdict) = await CheckAsync(site, attempt, ct).ConfigureAwait(false);
        }
        catch
        {
            // No password was compared: the storage failed, or the caller left before its turn. A hash that has begun always ends in a verdict.
            throttle.GiveBack(reserved);
            throw;
        }

        if (!verdict.Succeeded)
        {
            throttle.GiveBack(reserved);
            log.HashingQueueFull();
            return verdict.Error;
        }

        if (subject is null || !verdict.Value.Right)
        {
            log.SignInFailed(site.Id.Value, attempt.Address, attempt.ClientId);
            Note(SecurityEventKind.SignInFailed, site, attempt, subject?.Id);
            return Wrong;
        }

        throttle.GiveBack(reserved);
        await SucceedAsync(site, attempt, caller, subject, verdict.Value, ct).ConfigureAwait(false);
        return subject;
    }

    /// <summary>The mark by which this person's browser is known again for 30 days, for a cookie (W-33).</summary>
    internal Secret MarkBrowser(Site site, Subject subject) => callers.MarkBrowser(site.Id, subject);

    /// <summary>Looks the person up and hashes once. The subject may be there after a failure too: the audit log wants it.</summary>
    private async Task<(Subject? Subject, Outcome<PasswordVerdict> Verdict)> CheckAsync(Site site, CredentialAttempt attempt, CancellationToken ct)
    {
        current.Value = site.Id;
        var fits = attempt.UserName.Length <= MaximumUserName && attempt.Password.Length <= PasswordPolicy.MaximumLength;
        var account = attempt.UserName.Length is > 0 and <= MaximumUserName
            ? await users.FindByNameAsync(attempt.UserName).ConfigureAwait(false) : null;
        var stored = fits && account is { Subject: { Enabled: true, PasswordHash: { } hash } } ? hash : null;
        var verdict = await passwords.VerifyAsync(stored, fits ? attempt.Password : Overlong, ct).ConfigureAwait(false);
        return (account?.Subject, verdict);
    }

    private async Task SucceedAsync(
        Site site, CredentialAttempt attempt, Caller caller, Subject subject, PasswordVerdict verdict, CancellationToken ct)
    {
        if (attempt.WithEachRequest && !noted.IsDue(caller.Pair, NotedAgainAfter)) return;

        await callers.RememberAsync(site.Id, caller, ct).ConfigureAwait(false);
        if (verdict.Weak && subject.PasswordHash is { } weak
            && (await passwords.HashAsync(attempt.Password, ct).ConfigureAwait(false)).Value is { } stronger)
        {
            await subjects.RehashPasswordAsync(site.Id, subject.Id, weak, stronger, ct).ConfigureAwait(false);
            log.PasswordRehashed(site.Id.Value, subject.Id.Value);
        }

        log.SignedIn(site.Id.Value, subject.Id.Value, attempt.ClientId);
        Note(SecurityEventKind.SignedIn, site, attempt, subject.Id);
    }

    private ProtocolError Refuse(Site site, CredentialAttempt attempt, Caller caller, TimeSpan retryAfter)
    {
        // Once a minute is enough to be seen, and a flood of refusals must not fill the audit table.
        if (noted.IsDue(caller.Name, RefusalNotedAgainAfter))
        {
            log.Throttled(site.Id.Value, attempt.Address, attempt.ClientId);
            Note(SecurityEventKind.Throttled, site, attempt, subject: null);
        }

        return ProtocolError.Throttled(retryAfter);
    }

    private void Note(SecurityEventKind kind, Site site, CredentialAttempt attempt, SubjectId? subject) => events.Note(new SecurityEvent
    {
        Kind = kind,
        Site = site.Id,
        At = clock.GetUtcNow(),
        Subject = subject?.Value,
        ClientId = attempt.ClientId,
        Address = attempt.Address,
    });
}

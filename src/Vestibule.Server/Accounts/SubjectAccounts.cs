using Microsoft.AspNetCore.Identity;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>Makes, changes and removes people, and sets their passwords: for the command line, the API and the pages.</summary>
internal sealed class SubjectAccounts(
    UserManager<Account> users, CurrentSite current, SubjectPasswords passwords, ISubjectStore subjects, ISecurityEvents events, TimeProvider clock,
    ILogger<SubjectAccounts> log)
{
    private const int MostTries = 5;

    /// <summary>Makes a person; every fault at once.</summary>
    internal async Task<AccountOutcome> CreateAsync(Site site, NewSubject asked, CancellationToken ct)
    {
        current.Value = site.Id;
        var now = clock.GetUtcNow();
        var account = new Account(new Subject
        {
            Site = site.Id,
            Id = new SubjectId(Guid.CreateVersion7(now)),
            UserName = asked.UserName,
            Email = asked.Email,
            Enabled = asked.Enabled,
            UserTypeId = asked.UserTypeId,
            Profile = asked.Profile,
            CreatedAt = now,
            UpdatedAt = now,
        });
        var faults = AccountValidator.Faults(account.Subject).Concat(await FaultsOfAsync(account, asked.Password).ConfigureAwait(false)).ToArray();
        if (faults is not []) return AccountOutcome.Refused(faults);
        if (await PutPasswordAsync(account, asked.Password, ct).ConfigureAwait(false) is { } busy) return AccountOutcome.Refused(busy);

        var outcome = AccountOutcome.Of(await users.CreateAsync(account).ConfigureAwait(false), account);
        if (outcome.Succeeded)
        {
            log.SubjectAdded(site.Id.Value, outcome.Subject.Id.Value);
            Note(SecurityEventKind.SubjectAdded, outcome.Subject);
        }

        return outcome;
    }

    /// <summary>Stores a person as changed: name, e-mail, user type, profile, enabled. A password is set by <see cref="SetPasswordAsync"/>. Disabling ends everything
    /// that was handed out for the person, in the same transaction (S-7).</summary>
    internal async Task<AccountOutcome> UpdateAsync(Subject changed, bool endEverything, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        current.Value = changed.Site;
        var account = new Account(changed) { EndEverything = endEverything };
        var outcome = AccountOutcome.Of(await users.UpdateAsync(account).ConfigureAwait(false), account);
        if (!outcome.Succeeded) return outcome;

        if (changed.Enabled) log.SubjectChanged(changed.Site.Value, changed.Id.Value);
        else log.SubjectDisabled(changed.Site.Value, changed.Id.Value);
        Note(changed.Enabled ? SecurityEventKind.SubjectChanged : SecurityEventKind.SubjectDisabled, outcome.Subject);
        return outcome;
    }

    /// <summary>Sets a person's password, or takes it away. With <paramref name="endEverything"/>, which is what a form ticks by default (S-7), all sessions, grants and codes end.</summary>
    internal async Task<AccountOutcome> SetPasswordAsync(Site site, SubjectId id, Secret? password, bool endEverything, CancellationToken ct)
    {
        current.Value = site.Id;
        string? hash = null;
        for (var attempt = 1; ; attempt++)
        {
            if (await subjects.FindAsync(site.Id, id, ct).ConfigureAwait(false) is not { } subject)
                return AccountOutcome.Refused(AccountFault.Of(SubjectWriteResult.Gone));
            var account = new Account(subject) { EndEverything = endEverything };
            if (await FaultsOfAsync(account, password).ConfigureAwait(false) is [_, ..] faults) return AccountOutcome.Refused(faults);
            if (hash is not null) account.Subject = subject with { PasswordHash = hash };
            else if (await PutPasswordAsync(account, password, ct).ConfigureAwait(false) is { } busy) return AccountOutcome.Refused(busy);
            hash = account.Subject.PasswordHash;

            // Straight to the store: an old name that today's rules would refuse must not keep its owner from changing the password.
            var write = await subjects.UpdateAsync(account.Subject, endEverything, ct).ConfigureAwait(false);
            if (write is { Result: SubjectWriteResult.Stored, Subject: { } stored })
            {
                log.PasswordSet(site.Id.Value, id.Value);
                Note(SecurityEventKind.PasswordSet, stored);
                return AccountOutcome.Stored(stored);
            }

            if (write.Result != SubjectWriteResult.Conflict || attempt == MostTries) return AccountOutcome.Refused(AccountFault.Of(write.Result));
        }
    }

    /// <summary>Removes a person; everything handed out for them ends. False when they were gone.</summary>
    internal async Task<bool> RemoveAsync(Site site, Subject subject, CancellationToken ct)
    {
        if (!await subjects.RemoveAsync(site.Id, subject.Id, ct).ConfigureAwait(false)) return false;
        log.SubjectRemoved(site.Id.Value, subject.Id.Value);
        Note(SecurityEventKind.SubjectRemoved, subject);
        return true;
    }

    private async Task<AccountFault[]> FaultsOfAsync(Account account, Secret? password)
    {
        if (password is not { } secret) return [];
        var faults = new List<AccountFault>();
        foreach (var validator in users.PasswordValidators)
            faults.AddRange((await validator.ValidateAsync(users, account, secret.Reveal()).ConfigureAwait(false)).Errors.Select(AccountFault.Of));
        return [.. faults];
    }

    private async Task<AccountFault?> PutPasswordAsync(Account account, Secret? password, CancellationToken ct)
    {
        string? hash = null;
        if (password is { } secret)
        {
            var hashed = await passwords.HashAsync(secret, ct).ConfigureAwait(false);
            if (!hashed.Succeeded) return new AccountFault(AccountFaultKind.Busy, hashed.Error.Description);
            hash = hashed.Value;
        }

        account.Subject = account.Subject with { PasswordHash = hash };
        return null;
    }

    private void Note(SecurityEventKind kind, Subject subject) =>
        events.Note(new SecurityEvent { Kind = kind, Site = subject.Site, At = clock.GetUtcNow(), Subject = subject.Id.Value });
}

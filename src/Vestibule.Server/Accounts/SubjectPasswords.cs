using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Accounts;

/// <summary>Hashes and verifies passwords, always through the queue.</summary>
internal sealed class SubjectPasswords(Argon2PasswordHasher hasher, HashingQueue queue)
{
    /// <summary>The hash to store for a new password.</summary>
    internal Task<Outcome<string>> HashAsync(Secret password, CancellationToken ct) =>
        queue.RunAsync(() => hasher.Hash(password.Reveal()), ct);

    /// <summary>Verifies a password; without a stored hash the same work is done, and the answer is no. Only <see cref="CredentialGate"/> calls this (attack 51).</summary>
    internal Task<Outcome<PasswordVerdict>> VerifyAsync(string? stored, Secret password, CancellationToken ct) =>
        queue.RunAsync(() => hasher.Verify(stored, password.Reveal()), ct);
}

using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;

namespace Vestibule.Server.Accounts;

/// <summary>Argon2id (RFC 9106) by libsodium. Every verification is exactly one run, also when there is no hash or none that can be read: then against a dummy, and
/// the answer is no (W-31).</summary>
/// <remarks>It computes on the calling thread. This room calls it through <see cref="SubjectPasswords"/>, which queues; Identity's own ways to it are banned symbols.</remarks>
internal sealed class Argon2PasswordHasher : IPasswordHasher<Account>
{
    /// <summary>The meter of this room.</summary>
    internal const string MeterName = "Vestibule.Accounts";

    private readonly Argon2Cost cost;
    private readonly Counter<long> runs;
    private readonly PhcString dummy;

    public Argon2PasswordHasher(Argon2Cost cost, IMeterFactory meters)
    {
        this.cost = cost;
        runs = meters.Create(MeterName).CreateCounter<long>("vestibule.password_hashes", "{hash}", "Runs of Argon2id.");
        dummy = new PhcString(cost, RandomNumberGenerator.GetBytes(PhcString.SaltBytes), RandomNumberGenerator.GetBytes(PhcString.HashBytes));
    }

    /// <summary>Hashes with a fresh salt at today's cost.</summary>
    internal string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(PhcString.SaltBytes);
        return new PhcString(cost, salt, Run(cost, salt, password)).ToString();
    }

    /// <summary>Whether a password is the one hashed; false when there is no readable hash.</summary>
    internal PasswordVerdict Verify(string? stored, string password)
    {
        var readable = PhcString.Parse(stored);
        var compared = readable ?? dummy;
        var same = CryptographicOperations.FixedTimeEquals(Run(compared.Cost, compared.Salt, password), compared.Hash);
        var right = same && readable is not null;
        return new PasswordVerdict(right, right && compared.Cost.IsWeakerThan(cost));
    }

    /// <inheritdoc />
    public string HashPassword(Account user, string password) => Hash(password);

    /// <inheritdoc />
    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        Verify(hashedPassword, providedPassword) switch
        {
            { Right: false } => PasswordVerificationResult.Failed,
            { Weak: true } => PasswordVerificationResult.SuccessRehashNeeded,
            _ => PasswordVerificationResult.Success,
        };

    private byte[] Run(Argon2Cost with, byte[] salt, string password)
    {
        runs.Add(1);
        var bytes = Encoding.UTF8.GetBytes(password);
        try
        {
            return PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters
            {
                DegreeOfParallelism = 1,
                MemorySize = with.MemoryKibibytes,
                NumberOfPasses = with.Passes,
            }).DeriveBytes(bytes, salt, PhcString.HashBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}

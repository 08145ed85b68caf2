namespace Vestibule.Server.Accounts;

/// <summary>What a password hash costs (RFC 9106 §3.1). One lane always: libsodium has no more.</summary>
/// <param name="MemoryKibibytes">Memory, <c>m</c>.</param>
/// <param name="Passes">Passes, <c>t</c>.</param>
internal sealed record Argon2Cost(int MemoryKibibytes, int Passes)
{
    /// <summary>19 MiB and 2 passes: the least that OWASP's password storage guide asks for, and about 20 ms here.</summary>
    internal static readonly Argon2Cost Today = new(19_456, 2);

    /// <summary>The most that a stored hash may ask for, so that a damaged or planted row cannot take the machine's memory.</summary>
    internal static readonly Argon2Cost Most = new(262_144, 16);

    /// <summary>The least that Argon2 can do with one lane (RFC 9106 §3.1).</summary>
    internal static readonly Argon2Cost Least = new(8, 1);

    internal bool IsWeakerThan(Argon2Cost other) => MemoryKibibytes < other.MemoryKibibytes || Passes < other.Passes;

    internal bool IsWithinLimits =>
        MemoryKibibytes >= Least.MemoryKibibytes && MemoryKibibytes <= Most.MemoryKibibytes && Passes >= Least.Passes && Passes <= Most.Passes;
}

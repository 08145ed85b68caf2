using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Vestibule.Engine.Model.Handles;

/// <summary>A code, token, password, client secret or verifier. It cannot print itself, has no <c>==</c>, and compares in fixed time.</summary>
#pragma warning disable CA2231 // No ==, on purpose: it would read like a comparison that may leak its timing.
[DebuggerDisplay("[secret]")]
public readonly struct Secret : IEquatable<Secret>
#pragma warning restore CA2231
{
    private readonly string? plaintext;

    /// <summary>Takes a value out of sight.</summary>
    public Secret(string plaintext) => this.plaintext = plaintext;

    /// <summary>The length in characters.</summary>
    public int Length => plaintext?.Length ?? 0;

    /// <summary>The value itself: only for hashing, opening, and writing it into the one answer that hands it out.</summary>
    /// <remarks>A method, so that no serializer and no structured log meets it as a property.</remarks>
    public string Reveal() => plaintext ?? "";

    /// <summary>SHA-256 of the value's UTF-8 bytes: what is stored of secrets that we made (S-4).</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Reveal()));

    /// <summary>Compares in time that depends on the lengths only.</summary>
    public bool Equals(Secret other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Reveal()), Encoding.UTF8.GetBytes(other.Reveal()));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    /// <summary>One value for all, so that a hash code tells nothing and no set of secrets is kept by it.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Never the value.</summary>
    public override string ToString() => "[secret]";
}

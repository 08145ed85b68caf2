using System.Globalization;

namespace Vestibule.Server.Accounts;

/// <summary>A password's hash with its parameters, <c>$argon2id$v=19$m=…,t=…,p=1$salt$hash</c>: the PHC string format.</summary>
/// <remarks>One spelling only: no other variant or version, no zero in front, no padding, 16 bytes of salt, 32 of hash.</remarks>
internal sealed record PhcString(Argon2Cost Cost, byte[] Salt, byte[] Hash)
{
    /// <summary>The salt that libsodium takes.</summary>
    internal const int SaltBytes = 16;

    /// <summary>The hash that is kept.</summary>
    internal const int HashBytes = 32;

    /// <summary>Reads one; null for anything else.</summary>
    internal static PhcString? Parse(string? text)
    {
        if (text is null || text.Length > 160) return null;
        if (text.Split('$') is not ["", "argon2id", "v=19", var parameters, var salt, var hash]) return null;
        if (parameters.Split(',') is not [var m, var t, "p=1"]) return null;
        return Number(m, "m=") is { } memory && Number(t, "t=") is { } passes && new Argon2Cost(memory, passes) is { IsWithinLimits: true } cost
            && Bytes(salt, SaltBytes) is { } saltBytes && Bytes(hash, HashBytes) is { } hashBytes
            ? new PhcString(cost, saltBytes, hashBytes) : null;
    }

    /// <summary>The string as it is stored.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"$argon2id$v=19$m={Cost.MemoryKibibytes},t={Cost.Passes},p=1${Unpadded(Salt)}${Unpadded(Hash)}");

    private static int? Number(string field, string name) =>
        field.StartsWith(name, StringComparison.Ordinal) && field.Length > name.Length && field[name.Length] != '0'
        && int.TryParse(field.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static byte[]? Bytes(string field, int length)
    {
        var bytes = new byte[length];
        return !field.Contains('=', StringComparison.Ordinal)
            && Convert.TryFromBase64String(field.PadRight((field.Length + 3) / 4 * 4, '='), bytes, out var written)
            && written == length && Unpadded(bytes) == field ? bytes : null;
    }

    private static string Unpadded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}

using System.Security.Cryptography;
using System.Text;

namespace Vestibule.Engine.Model.RedirectUris;

/// <summary>Comparing and hashing redirect URIs (W-13, RFC 9700 §4.1.3).</summary>
public static class RedirectUri
{
    /// <summary>The longest redirect URI, in characters (W-6).</summary>
    public const int MaximumLength = 2048;

    private static readonly string[] Loopback = ["http://127.0.0.1", "http://[::1]"];

    /// <summary>Whether a presented URI is the registered one, by code point; for the loopback addresses of native applications the port may vary
    /// (RFC 8252 §7.3).</summary>
    public static bool Matches(string registered, string presented) =>
        string.Equals(registered, presented, StringComparison.Ordinal) || MatchesExceptPort(registered, presented);

    /// <summary>SHA-256, as codes and refresh tokens seal it.</summary>
    public static byte[] Hash(string uri) => SHA256.HashData(Encoding.UTF8.GetBytes(uri));

    /// <summary>Whether a URI has the sealed hash.</summary>
    public static bool HasHash(string uri, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash(uri), hash);

    private static bool MatchesExceptPort(string registered, string presented)
    {
        foreach (var loopback in Loopback)
        {
            if (AfterPort(registered, loopback) is { } wanted && AfterPort(presented, loopback) is { } given)
            {
                return string.Equals(wanted, given, StringComparison.Ordinal);
            }
        }

        return false;
    }

    /// <summary>What follows the authority of a URI of this loopback address; null when the URI is not one.</summary>
    private static string? AfterPort(string uri, string loopback)
    {
        if (!uri.StartsWith(loopback, StringComparison.Ordinal)) return null;
        var rest = uri.AsSpan(loopback.Length);
        if (!rest.IsEmpty && rest[0] == ':')
        {
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
            if (digits is 1 or > 6 || int.Parse(rest[1..digits], System.Globalization.CultureInfo.InvariantCulture) > 65535) return null;
            rest = rest[digits..];
        }

        return rest.IsEmpty || rest[0] is '/' or '?' ? rest.ToString() : null;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Model.Pkce;

/// <summary>PKCE with the method S256, the only one offered (RFC 7636, W-25).</summary>
public static class CodeChallenge
{
    /// <summary>The one method offered.</summary>
    public const string Method = "S256";

    /// <summary>Reads a challenge: 43 characters of base64url that are 32 bytes. Null for anything else (RFC 7636 §4.2).</summary>
    public static byte[]? Parse(string text)
    {
        if (text.Length != 43) return null;
        var bytes = new byte[SHA256.HashSizeInBytes];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == bytes.Length && Base64Url.EncodeToString(bytes) == text
            ? bytes : null;
    }

    /// <summary>Whether a text has the form of a verifier: 43 to 128 unreserved characters (RFC 7636 §4.1).</summary>
    public static bool IsVerifier(ReadOnlySpan<char> text)
    {
        if (text.Length is < 43 or > 128) return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_' or '~')) return false;
        }

        return true;
    }

    /// <summary>Whether a verifier's hash is the challenge; in fixed time (RFC 7636 §4.6).</summary>
    public static bool Matches(Secret verifier, ReadOnlySpan<byte> challenge)
    {
        var text = verifier.Reveal();
        if (!IsVerifier(text)) return false;
        Span<byte> ascii = stackalloc byte[text.Length], hash = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(text, ascii);
        SHA256.HashData(ascii, hash);
        return CryptographicOperations.FixedTimeEquals(hash, challenge);
    }
}

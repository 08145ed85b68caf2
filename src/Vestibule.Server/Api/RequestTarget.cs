using System.Text.Unicode;

namespace Vestibule.Server.Api;

/// <summary>The path and query as they came.</summary>
internal static class RequestTarget
{
    /// <summary>Whether the percent-encoded bytes are UTF-8 text without NUL (attack 75). The framework would leave those that are not as they stand,
    /// and a search for <c>%C0%AF</c> would look for these six characters.</summary>
    internal static bool IsText(ReadOnlySpan<char> rawTarget)
    {
        if (!rawTarget.Contains('%')) return true;
        var bytes = new byte[rawTarget.Length];
        var length = 0;
        for (var i = 0; i < rawTarget.Length; i++, length++)
        {
            var encoded = rawTarget[i] == '%' && i + 2 < rawTarget.Length
                && char.IsAsciiHexDigit(rawTarget[i + 1]) && char.IsAsciiHexDigit(rawTarget[i + 2]);
            bytes[length] = encoded ? Convert.FromHexString(rawTarget.Slice(i + 1, 2))[0] : (byte)rawTarget[i];
            if (encoded) i += 2;
            if (bytes[length] == 0) return false;
        }

        return Utf8.IsValid(bytes.AsSpan(0, length));
    }
}

using System.Text;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary>HTTP Basic as OAuth uses it: both halves are form-encoded before they are joined (RFC 6749 §2.3.1). Decoding is strict.</summary>
internal static class BasicCredentials
{
    /// <summary>The client id and secret; null when the header is anything but well-formed.</summary>
    internal static (string ClientId, Secret Secret)? Read(string header)
    {
        if (header.Length < 6 || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var encoded = header[6..].Trim();
        var bytes = new byte[encoded.Length];
        if (encoded.Contains(' ', StringComparison.Ordinal) || !Convert.TryFromBase64String(encoded, bytes, out var written)) return null;
        var pair = HeaderText.Decode(Encoding.Latin1.GetString(bytes, 0, written));
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return null;
        return FormDecode(pair[..colon]) is { Length: > 0 } id && FormDecode(pair[(colon + 1)..]) is { Length: > 0 } secret
            ? (id, new Secret(secret)) : null;
    }

    private static string? FormDecode(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return null;
        }

        var decoded = Uri.UnescapeDataString(text.Replace('+', ' '));
        return HeaderText.Refuses("authorization", decoded, HeaderText.MaximumLength) is null ? decoded : null;
    }
}

using System.Text;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary>Values of the dialect: their limits and their encoding (W-6).</summary>
internal static class HeaderText
{
    /// <summary>The longest value, in characters after decoding.</summary>
    internal const int MaximumLength = 2048;

    /// <summary>The longest code or token, in characters.</summary>
    internal const int MaximumTokenLength = 8192;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text that a header's bytes mean: UTF-8 where they are UTF-8, else Latin-1. The server reads headers as Latin-1,
    /// so that each character is one byte.</summary>
    internal static string Decode(string latin1)
    {
        if (Ascii.IsValid(latin1)) return latin1;
        var bytes = Encoding.Latin1.GetBytes(latin1);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return latin1;
        }
    }

    /// <summary>Why a decoded value is not acceptable: too long, or with control characters or half a surrogate pair.</summary>
    internal static ProtocolError? Refuses(string name, string value, int maximum)
    {
        if (value.Length > maximum) return ProtocolError.InvalidRequest($"The value of {name} is longer than {maximum} characters.");
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return ProtocolError.InvalidRequest($"The value of {name} holds a control character or broken text.");
            }
        }

        return null;
    }
}

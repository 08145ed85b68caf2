using System.Text;

namespace Vestibule.Server.Accounts;

/// <summary>User names: the form they are compared in, and the characters they may be made of.</summary>
internal static class AccountName
{
    private const string Signs = "-._@+";

    /// <summary>The form in which two spellings of a name are one: NFKC, then upper case without regard to culture.</summary>
    /// <remarks>Without ICU, as this program is built, .NET leaves NFKC undone. That is sound for the throttle, which must tell apart no more
    /// names than the store does; and <see cref="Refuses"/> keeps the spellings that NFKC would unite out of new names.</remarks>
    internal static string Canonical(string userName)
    {
        try
        {
            return userName.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: nobody's name, but it counts as a try like any other.
            return userName.ToUpperInvariant();
        }
    }

    /// <summary>Why a text cannot be a user name; null when it can: letters of any script, digits and <c>-._@+</c>.</summary>
    internal static string? Refuses(string userName)
    {
        if (userName.Length == 0) return "The user name is missing.";
        if (userName.Length > CredentialGate.MaximumUserName) return $"The user name is longer than {CredentialGate.MaximumUserName} characters.";
        foreach (var rune in userName.EnumerateRunes())
        {
            if (!Allowed(rune)) return "The user name may hold letters, digits and the signs - . _ @ + only.";
        }

        return null;
    }

    private static bool Allowed(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || Signs.Contains((char)rune.Value, StringComparison.Ordinal)
        : (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.DecimalDigitNumber
            or System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            && !HasAnotherSpelling(rune.Value);

    /// <summary>Combining accents, ligatures, full-width and mathematical letters: a second way to write what has a plain one.</summary>
    private static bool HasAnotherSpelling(int value) =>
        value is (>= 0x0300 and <= 0x036f) or (>= 0xfb00 and <= 0xfdff) or (>= 0xfe70 and <= 0xffef) or (>= 0x1d400 and <= 0x1d7ff);
}

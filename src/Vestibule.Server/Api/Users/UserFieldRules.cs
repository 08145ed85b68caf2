using System.Text;
using Vestibule.Server.Accounts;

namespace Vestibule.Server.Api.Users;

/// <summary>What a text of the user object may be.</summary>
internal static class UserFieldRules
{
    /// <summary>Why the text does not fit the field, as the end of a sentence with its stop; null when it does.</summary>
    internal static string? Refuses(UserField field, string? text)
    {
        if (text is null) return field.Required ? "must not be empty." : null;
        if (text.Length > field.MaximumLength) return $"is longer than {field.MaximumLength} characters.";
        if (!IsClean(text, field.Multiline)) return "holds a control character or broken text.";
        return field.Name switch
        {
            UserFields.Email => AccountValidator.RefusesEmail(text) is { } why ? $"is not acceptable. {why}" : null,
            UserFields.UserName => AccountName.Refuses(text) is { } why ? $"is not acceptable. {why}" : null,
            _ => null,
        };
    }

    private static bool IsClean(string text, bool multiline)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return false;
            if (Rune.IsControl(rune) && !(multiline && rune.Value is ('\n' or '\r' or '\t'))) return false;
        }

        return true;
    }
}

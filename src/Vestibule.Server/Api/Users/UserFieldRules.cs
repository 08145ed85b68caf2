using System.Text;

namespace Vestibule.Server.Api.Users;

/// <summary>What a text of the user object may be.</summary>
internal static class UserFieldRules
{
    /// <summary>Why the text does not fit the field, as the end of a sentence; null when it does.</summary>
    internal static string? Refuses(UserField field, string? text)
    {
        if (text is null) return field.Required ? "must not be empty" : null;
        if (text.Length > field.MaximumLength) return $"is longer than {field.MaximumLength} characters";
        if (!IsClean(text, field.Multiline)) return "holds a control character or broken text";
        return field.Name switch
        {
            UserFields.Email => IsEmail(text) ? null : "is not an e-mail address",
            UserFields.UserName => text.Contains('/', StringComparison.Ordinal) ? "holds a slash, which its address could not" : null,
            _ => null,
        };
    }

    /// <summary>Whether the text could be an e-mail address: one local part of at most 64 characters, one domain of labels (RFC 5321 §4.1.2, §4.5.3.1).
    /// Quoted local parts and address literals are left out on purpose.</summary>
    internal static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || text.IndexOf('@', at + 1) >= 0 || text.Any(c => char.IsWhiteSpace(c) || c is '"' or ',' or ';' or '<' or '>' or '(' or ')')) return false;
        return text[..at].Split('.').All(part => part.Length > 0)
            && text[(at + 1)..].Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(IsLabelCharacter));
    }

    private static bool IsLabelCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '-' || c > '\x7f';

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

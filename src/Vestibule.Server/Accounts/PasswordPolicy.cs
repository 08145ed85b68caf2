using System.Text;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>What a password may be: long enough, not on the list of common ones, not the person's own name. No rules about kinds of characters, and no expiry
/// (<see href="https://pages.nist.gov/800-63-3/sp800-63b.html#memsecret">NIST SP 800-63B §5.1.1.2</see>).</summary>
internal static class PasswordPolicy
{
    /// <summary>The fewest characters, counted as Unicode code points.</summary>
    internal const int MinimumLength = 8;

    /// <summary>The longest password that is looked at, in UTF-16 units.</summary>
    internal const int MaximumLength = 1024;

    private const int ShortestWord = 3;

    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"];

    /// <summary>Why a password is refused, in plain words; null when it is good. <paramref name="personal"/> are words that stand for the person.</summary>
    internal static string? Refuses(string password, IReadOnlyList<string> personal)
    {
        if (password.Length > MaximumLength) return $"The password is longer than {MaximumLength} characters.";
        if (!IsWellFormed(password)) return "The password holds a character that cannot be typed again.";
        if (Count(password) < MinimumLength) return $"The password needs at least {MinimumLength} characters.";
        if (IsPattern(password) || CommonPasswords.Contains(password)) return "The password is one of the first that anybody would guess. Choose another.";
        if (Count(Without(password, personal)) < MinimumLength)
            return $"The password is too close to the person's own name or e-mail address: beside those it needs at least {MinimumLength} characters.";
        return null;
    }

    /// <summary>The words that stand for a person: user name, e-mail address and its parts, names.</summary>
    internal static IReadOnlyList<string> WordsOf(Subject subject) =>
    [
        .. new[] { subject.Email, subject.UserName, subject.Email.Split('@')[0], subject.Profile.FirstName, subject.Profile.LastName, subject.Profile.KnownAs }
            .OfType<string>().Where(word => word.Length >= ShortestWord).OrderByDescending(word => word.Length),
    ];

    private static string Without(string password, IReadOnlyList<string> personal)
    {
        foreach (var word in personal) password = password.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        return password;
    }

    /// <summary>One or two characters over and over, or a run along the alphabet, the digits or the keyboard, either way.</summary>
    private static bool IsPattern(string password)
    {
        var lower = password.ToLowerInvariant();
        var back = new string([.. lower.Reverse()]);
        return lower.EnumerateRunes().Distinct().Count() <= 2 || Runs.Any(run => run.Contains(lower, StringComparison.Ordinal) || run.Contains(back, StringComparison.Ordinal));
    }

    private static int Count(string text) => text.EnumerateRunes().Count();

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var taken) != System.Buffers.OperationStatus.Done || rune.Value == 0) return false;
            rest = rest[taken..];
        }

        return true;
    }
}

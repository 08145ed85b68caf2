using System.Text;
using Vestibule.Server.Accounts;

namespace Vestibule.Server.Api.Users;

/// <summary>The user name of a person who was created without one.</summary>
internal static class UserNameOf
{
    /// <summary>The e-mail address, less the characters that no user name may have. Three members are enough to create a person (W-54).</summary>
    internal static string Email(string email)
    {
        if (AccountName.Refuses(email) is null) return email;
        var name = new StringBuilder(email.Length);
        foreach (var rune in email.EnumerateRunes())
        {
            if (AccountName.Refuses(rune.ToString()) is null) name.Append(rune.ToString());
        }

        return name.ToString();
    }
}

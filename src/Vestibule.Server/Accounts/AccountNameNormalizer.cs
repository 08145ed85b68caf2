using Microsoft.AspNetCore.Identity;

namespace Vestibule.Server.Accounts;

/// <summary>Tells Identity how names are compared; see <see cref="AccountName.Canonical"/>.</summary>
internal sealed class AccountNameNormalizer : ILookupNormalizer
{
    /// <inheritdoc />
    public string? NormalizeName(string? name) => name is null ? null : AccountName.Canonical(name);

    /// <inheritdoc />
    public string? NormalizeEmail(string? email) => email is null ? null : AccountName.Canonical(email);
}

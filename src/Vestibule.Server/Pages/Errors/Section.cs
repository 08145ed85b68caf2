namespace Vestibule.Server.Pages.Errors;

/// <summary>A section of a specification.</summary>
/// <param name="Name">Its name, for example <c>RFC 6749 §5.2</c>.</param>
/// <param name="Address">Where it can be read.</param>
public sealed record Section(string Name, string Address)
{
    /// <summary>A section of an RFC.</summary>
    public static Section Rfc(int number, string section) =>
        new($"RFC {number} §{section}", $"https://www.rfc-editor.org/rfc/rfc{number}#section-{section}");

    /// <summary>A section of OpenID Connect Core 1.0.</summary>
    public static Section Connect(string section, string anchor) =>
        new($"OpenID Connect Core §{section}", $"https://openid.net/specs/openid-connect-core-1_0.html#{anchor}");
}

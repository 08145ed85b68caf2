namespace Vestibule.Server.Pages;

/// <summary>The cookie that the form tokens are bound to: <c>__Host-</c> and <c>Secure</c> at a site on https, neither at one on loopback http (S-2, S-13).</summary>
internal sealed class FormCookie : CookieBuilder
{
    private static readonly AsyncLocal<bool> AtHttpsSite = new();

    internal FormCookie()
    {
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
        // Lax, not Strict: the page is reached from applications on other sites, and must then find the cookie that its other tabs use.
        SameSite = SameSiteMode.Lax;
    }

    public override string? Name
    {
        get => AtHttpsSite.Value ? "__Host-vestibule_form" : "vestibule_form";
        set => throw new NotSupportedException("The cookie's name follows from the site's address.");
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = AtHttpsSite.Value;
        return options;
    }

    /// <summary>Says for the rest of this call and all that it calls which kind of site it is for.</summary>
    internal static void Use(bool https) => AtHttpsSite.Value = https;
}

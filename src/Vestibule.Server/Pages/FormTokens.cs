using Microsoft.AspNetCore.Antiforgery;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Pages;

/// <summary>The hidden field that proves that a form came from a page of ours, shown to this browser (W-23).</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">Its value.</param>
/// <remarks>Public because Razor components are, and take it as a parameter.</remarks>
public sealed record FormToken(string Name, string Value);

/// <summary>Makes and checks form tokens with the cookie that fits the site.</summary>
internal sealed class FormTokens(IAntiforgery antiforgery)
{
    /// <summary>The token for a form that this answer shows.</summary>
    internal FormToken Issue(HttpContext http, Site site)
    {
        FormCookie.Use(IsHttps(site));
        var tokens = antiforgery.GetAndStoreTokens(http);
        return new FormToken(tokens.FormFieldName, tokens.RequestToken!);
    }

    /// <summary>Whether the form that was posted carries a token of ours for this browser. Its body was read before, within the limits of <see cref="PageForm"/>.</summary>
    internal async Task<bool> IsValidAsync(HttpContext http, Site site)
    {
        FormCookie.Use(IsHttps(site));
        return await antiforgery.IsRequestValidAsync(http);
    }

    private static bool IsHttps(Site site) => site.Url.StartsWith("https:", StringComparison.Ordinal);
}

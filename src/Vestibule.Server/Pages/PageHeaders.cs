namespace Vestibule.Server.Pages;

/// <summary>What forms of a page may do.</summary>
internal enum PageForms
{
    /// <summary>The page has no form.</summary>
    None,

    /// <summary>Forms post to this site, and the answer is a page of this site.</summary>
    ToThisSite,

    /// <summary>The answer to the form may send the browser to an application.</summary>
    ToAnApplication,
}

/// <summary>The security headers of every page (S-13). One function, so that no page can forget one.</summary>
internal static class PageHeaders
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets them all.</summary>
    internal static void Apply(HttpResponse response, PageForms forms)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = forms switch
        {
            PageForms.None => Policy + "; form-action 'none'",
            PageForms.ToThisSite => Policy + "; form-action 'self'",
            // Chromium applies form-action to the redirect after the POST as well, and would stop the way back to the application (W-23).
            _ => Policy,
        };
        headers.CacheControl = "no-store";
        headers.Pragma = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // An application may show the sign-in in a window of its own and wait for it to come back: that must not be cut off on the way.
        if (forms != PageForms.ToAnApplication) headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Vestibule.Server.Http;

namespace Vestibule.Server.Pages.Look;

/// <summary>The pages' stylesheets, served from the program itself: it works from a published build and from any working directory.</summary>
internal static class PageAssets
{
    /// <summary>The folder that they lie in.</summary>
    internal const string Folder = "/assets";

    /// <summary>The path of the stylesheet that all sites share.</summary>
    internal const string StylesheetPath = Folder + "/pages.css";

    internal static readonly byte[] Stylesheet = Load();
    private static readonly string StylesheetVersion = Convert.ToHexStringLower(SHA256.HashData(Stylesheet))[..12];

    /// <summary>Its address: the version is a hash of its content, so that it can be cached for good.</summary>
    internal static string StylesheetAddress { get; } = $"{StylesheetPath}?v={StylesheetVersion}";

    /// <summary><c>GET /assets/pages.css</c>.</summary>
    internal static IResult GetStylesheet(HttpContext http) => Answer(http, Stylesheet, StylesheetVersion);

    /// <summary><c>GET /assets/site.css</c>. A host that is nobody's gets the default colour: its error page is one of ours too.</summary>
    internal static IResult GetSiteStylesheet(HttpContext http)
    {
        var stylesheet = SiteStylesheet.Of(http.Features.Get<ISiteFeature>()?.Site);
        return Answer(http, stylesheet.Content, stylesheet.Version);
    }

    private static FileContentHttpResult Answer(HttpContext http, byte[] content, string version)
    {
        var headers = http.Response.Headers;
        // Under another version's address the content is checked each time: the address of tomorrow must not keep the content of today.
        headers.CacheControl = http.Request.Query["v"] == version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(content, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{version}\""));
    }

    private static byte[] Load()
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream("pages.css")
            ?? throw new InvalidOperationException("The program was built without its stylesheet.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

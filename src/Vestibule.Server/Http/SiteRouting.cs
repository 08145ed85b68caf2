using System.Net;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Pages.Errors;
using Vestibule.Server.Pages.Look;

namespace Vestibule.Server.Http;

/// <summary>Finds the site of a request's host, and refuses plain HTTP from afar (S-2, W-7).</summary>
internal sealed class SiteRouting(RequestDelegate next, SiteDirectory sites)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.IsHttps && http.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller))
        {
            await PlainAnswer.WriteAsync(http, StatusCodes.Status400BadRequest,
                "This server answers over https only. Behind a proxy that ends https, name the proxy in the setting proxies.");
            return;
        }

        var site = await sites.FindByHostAsync(http.Request.Host.Value ?? "", http.RequestAborted);
        if (site is not null)
        {
            http.Features.Set<ISiteFeature>(new Feature(site));
            await next(http);
        }
        else if (http.Request.Path.StartsWithSegments(PageAssets.Folder, StringComparison.Ordinal))
        {
            // What the page below looks like.
            await next(http);
        }
        else
        {
            await (PlainAnswer.IsWanted(http)
                ? PlainAnswer.WriteAsync(http, StatusCodes.Status404NotFound,
                    "No site answers for this host name. An operator can add one: vestibule site add --name NAME --url https://HOST. "
                    + "Where the address of a site has changed: vestibule site set --url URL")
                : ErrorPages.UnknownHost(http).ExecuteAsync(http));
        }
    }

    private sealed record Feature(Site Site) : ISiteFeature;
}

/// <summary>Answers to programs where no wire is at hand to say how.</summary>
internal static class PlainAnswer
{
    /// <summary>Whether the caller is no browser that asks for a page.</summary>
    internal static bool IsWanted(HttpContext http) => !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    internal static Task WriteAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(text + "\n");
    }
}

using System.Diagnostics;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Http;

namespace Vestibule.Server.Pages;

/// <summary>What every page asks of a request.</summary>
internal static class Page
{
    /// <summary>The site that the request is for.</summary>
    internal static Site SiteOf(HttpContext http) => TrySiteOf(http) ?? throw new InvalidOperationException("No site was found for this request's host.");

    /// <summary>The site that the request is for; null when its host is nobody's.</summary>
    internal static Site? TrySiteOf(HttpContext http) => http.Features.Get<ISiteFeature>()?.Site;

    /// <summary>The id under which an operator finds the request in the logs.</summary>
    internal static string TraceOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}

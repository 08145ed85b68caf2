using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Http;

/// <summary>The site that a request's host belongs to.</summary>
internal interface ISiteFeature
{
    /// <summary>The site.</summary>
    Site Site { get; }
}

/// <summary>The site, in the words of a handler.</summary>
internal static class SiteOfRequest
{
    extension(HttpContext http)
    {
        /// <summary>The site that the host belongs to. Routes run only behind <see cref="SiteRouting"/>, so there is one.</summary>
        internal Site Site => http.Features.Get<ISiteFeature>()?.Site ?? throw new InvalidOperationException("A route ran without a site.");
    }
}

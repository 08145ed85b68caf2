using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Http;

/// <summary>The site that a request is for, found by its host before anything else looks at the request (S-2).</summary>
internal interface ISiteFeature
{
    /// <summary>The site.</summary>
    Site Site { get; }
}

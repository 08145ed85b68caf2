using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>An authorization request that passed every rule; what is missing is the person. Only <see cref="Authorization"/> makes one.</summary>
public sealed record ValidAuthorizeRequest
{
    internal ValidAuthorizeRequest()
    {
    }

    /// <summary>The site.</summary>
    public required Site Site { get; init; }

    /// <summary>The client.</summary>
    public required Client Client { get; init; }

    /// <summary>The request as it came.</summary>
    public required AuthorizeRequest Request { get; init; }

    /// <summary>The scope to be granted.</summary>
    public required ScopeSet Scope { get; init; }

    /// <summary>The PKCE challenge's 32 bytes, if there is one.</summary>
    public required byte[]? CodeChallenge { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required AuthorizeReturn Return { get; init; }

    /// <summary>The person must sign in even if a session lives (<c>prompt=login</c>, W-24).</summary>
    public bool MustSignIn { get; init; }

    /// <summary>The person must not be asked anything (<c>prompt=none</c>).</summary>
    public bool MustNotAsk { get; init; }
}

/// <summary>Where an authorization response goes, after client and redirect URI were found to be registered.</summary>
/// <param name="RedirectUri">The redirect URI of the request.</param>
/// <param name="Mode">How the answer is attached to it.</param>
/// <param name="State">The request's state.</param>
/// <param name="Issuer">The site's issuer identifier (RFC 9207).</param>
public sealed record AuthorizeReturn(string RedirectUri, ResponseMode Mode, string? State, string Issuer);

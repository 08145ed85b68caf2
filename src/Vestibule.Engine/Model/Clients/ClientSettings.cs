namespace Vestibule.Engine.Model.Clients;

/// <summary>What kind of application a client is.</summary>
public enum ClientType
{
    /// <summary>A browser or native application: it cannot keep a secret.</summary>
    Public,

    /// <summary>A web server application: it has a secret, and people sign in to it.</summary>
    Web,

    /// <summary>A service that acts for itself: it has a secret, and nobody signs in.</summary>
    Service,

    /// <summary>A device without a browser.</summary>
    Device,
}

/// <summary>The unit in which the dialect's wire tells a lifetime (W-41).</summary>
public enum ExpiresInUnit
{
    /// <summary>As the document says.</summary>
    Milliseconds,

    /// <summary>As RFC 6749 says.</summary>
    Seconds,
}

/// <summary>How an authorization response travels.</summary>
public enum ResponseMode
{
    /// <summary>In the fragment of the redirect URI (W-21).</summary>
    Fragment,

    /// <summary>In the query of the redirect URI (RFC 6749 §4.1.2).</summary>
    Query,
}

/// <summary>How a client proves itself.</summary>
public enum ClientAuthenticationMethod
{
    /// <summary>It does not: a public client.</summary>
    None,

    /// <summary>HTTP Basic (RFC 6749 §2.3.1).</summary>
    ClientSecretBasic,

    /// <summary>A parameter (RFC 6749 §2.3.1).</summary>
    ClientSecretPost,
}

/// <summary>Which tokens a client may introspect.</summary>
public enum IntrospectionReach
{
    /// <summary>Its own.</summary>
    Own,

    /// <summary>Any of the site: a resource server that guards the API.</summary>
    Any,
}

using System.Collections.Immutable;

namespace Vestibule.Engine.Model.Clients;

/// <summary>What an operator asks for when registering a client. What is null gets the default of its type.</summary>
public sealed record NewClient
{
    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of application it is.</summary>
    public required ClientType Type { get; init; }

    /// <summary>The client id; made when null.</summary>
    public string? Id { get; init; }

    /// <summary>The app code (W-12); derived from the name when null.</summary>
    public string? AppCode { get; init; }

    /// <summary>Redirect URIs.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>Where a person may be sent after signing out.</summary>
    public ImmutableArray<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Scopes; none means any.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>Origins besides those of the redirect URIs.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>How it proves itself.</summary>
    public ClientAuthenticationMethod? AuthenticationMethod { get; init; }

    /// <summary>Which tokens it may introspect.</summary>
    public IntrospectionReach Introspection { get; init; }

    /// <summary>Whether it skips consent.</summary>
    public bool FirstParty { get; init; }

    /// <summary>Whether it follows the dialect's document alone.</summary>
    public bool Legacy { get; init; }

    /// <summary>Whether it may hand over passwords (W-32).</summary>
    public bool HeadlessAuthorization { get; init; }

    /// <summary>Whether PKCE is required; by default for public clients that are not legacy (W-25).</summary>
    public bool? RequirePkce { get; init; }

    /// <summary>The unit of lifetimes on the dialect's wire.</summary>
    public ExpiresInUnit ExpiresInUnit { get; init; }

    /// <summary>How codes travel on the dialect's wire.</summary>
    public ResponseMode ResponseMode { get; init; }

    /// <summary>How long access tokens live; an hour when null.</summary>
    public TimeSpan? AccessTokenLifetime { get; init; }

    /// <summary>How long a grant lives without a refresh, once it was refreshed; 30 days, or all its life, when null.</summary>
    public TimeSpan? RefreshIdle { get; init; }

    /// <summary>How long a grant lives at the most; 365 days when null.</summary>
    public TimeSpan? RefreshAbsolute { get; init; }

    /// <summary>The grace time of W-45; by the binding when null.</summary>
    public TimeSpan? RefreshGrace { get; init; }
}

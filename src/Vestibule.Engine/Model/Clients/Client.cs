using System.Collections.Immutable;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Clients;

/// <summary>An application that an operator registered (W-10).</summary>
public sealed record Client
{
    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The client identifier (RFC 6749 §2.2), unique within the site.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The short stable public identifier of the application (W-12).</summary>
    public required string AppCode { get; init; }

    /// <summary>What kind of application it is.</summary>
    public required ClientType Type { get; init; }

    /// <summary>Hashes of its live and past secrets (W-11); empty for public clients.</summary>
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];

    /// <summary>Where codes may be sent, compared exactly (W-13).</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>Where a person may be sent after signing out.</summary>
    public ImmutableArray<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Origins that browsers may call from, besides those of the redirect URIs (W-5); may hold <c>null</c>.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>The scopes that it may have; empty means any string (W-26).</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>How it proves itself at the token endpoint of the standard wire.</summary>
    public ClientAuthenticationMethod AuthenticationMethod { get; init; }

    /// <summary>Which tokens it may introspect.</summary>
    public IntrospectionReach Introspection { get; init; }

    /// <summary>First-party clients skip consent (S-8).</summary>
    public bool FirstParty { get; init; }

    /// <summary>Registered for apps that follow the dialect's document alone: PKCE may be left out (W-25).</summary>
    public bool Legacy { get; init; }

    /// <summary>Whether the client may hand over a person's password for a code (W-32).</summary>
    public bool HeadlessAuthorization { get; init; }

    /// <summary>Whether a code needs a PKCE challenge (W-25).</summary>
    public bool RequirePkce { get; init; }

    /// <summary>The unit of <c>expires_in</c> on the dialect's wire (W-41).</summary>
    public ExpiresInUnit ExpiresInUnit { get; init; }

    /// <summary>How the code travels back to the redirect URI on the dialect's wire.</summary>
    public ResponseMode ResponseMode { get; init; }

    /// <summary>How long an access token lives (S-6).</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a grant lives without a refresh, once it was refreshed.</summary>
    public TimeSpan RefreshIdle { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a grant lives at the most.</summary>
    public TimeSpan RefreshAbsolute { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The grace time of W-45 where it was set; otherwise it follows from how the client is bound.</summary>
    public TimeSpan? RefreshGraceSetting { get; init; }

    /// <summary>A disabled client gets nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Lifted to end everything that was handed out to this client.</summary>
    public int Epoch { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Confidential clients have a secret and must present it (RFC 6749 §2.1, W-10).</summary>
    public bool IsConfidential => Type is ClientType.Web or ClientType.Service;

    /// <summary>The grace time of W-45: 60 s where a secret binds the token, 10 s otherwise, unless set.</summary>
    public TimeSpan RefreshGrace => RefreshGraceSetting ?? TimeSpan.FromSeconds(IsConfidential ? 60 : 10);

    /// <summary>Whether people can sign in to it, so that it gets codes and refresh tokens.</summary>
    public bool MayUseCodes => Type is ClientType.Public or ClientType.Web;

    /// <summary>Whether it may act for itself (W-47).</summary>
    public bool MayUseClientCredentials => Type is ClientType.Service;
}

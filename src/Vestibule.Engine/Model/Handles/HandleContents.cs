using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Handles;

/// <summary>What an authorization code seals: everything that redeeming it needs (RFC 6749 §4.1.2).</summary>
public sealed record AuthorizationCode
{
    /// <summary>The id that the grant will have.</summary>
    public required GrantId Grant { get; init; }

    /// <summary>The client it was issued to.</summary>
    public required string ClientId { get; init; }

    /// <summary>SHA-256 of the redirect URI it was sent to.</summary>
    public required ReadOnlyMemory<byte> RedirectUriHash { get; init; }

    /// <summary>The scope granted.</summary>
    public required string Scope { get; init; }

    /// <summary>The protected resources asked for (RFC 8707).</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The person.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>The session; null when no browser was there.</summary>
    public SessionId? Session { get; init; }

    /// <summary>When the person proved who they are.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The class of that proof (OpenID Connect Core §2).</summary>
    public string? Acr { get; init; }

    /// <summary>The methods of that proof (RFC 8176), blank-separated.</summary>
    public string? Amr { get; init; }

    /// <summary>The client's nonce (OpenID Connect Core §3.1.2.1).</summary>
    public string? Nonce { get; init; }

    /// <summary>The PKCE challenge, S256 (RFC 7636 §4.2): 32 bytes.</summary>
    public ReadOnlyMemory<byte>? CodeChallenge { get; init; }

    /// <summary>The thumbprint of the key that the code is bound to (RFC 9449 §10, RFC 8705).</summary>
    public ReadOnlyMemory<byte>? KeyThumbprint { get; init; }

    /// <summary>The epochs it was issued under.</summary>
    public required Epochs Epochs { get; init; }

    /// <summary>When it expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What a refresh token seals, so that every rule can be checked before the one statement.</summary>
public sealed record RefreshToken
{
    /// <summary>Its grant.</summary>
    public required GrantId Grant { get; init; }

    /// <summary>Which generation of the grant's refresh token it is.</summary>
    public required int Generation { get; init; }

    /// <summary>The client it was issued to.</summary>
    public required string ClientId { get; init; }

    /// <summary>The person.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>SHA-256 of the redirect URI of the authorization.</summary>
    public required ReadOnlyMemory<byte> RedirectUriHash { get; init; }

    /// <summary>The grant's full scope.</summary>
    public required string Scope { get; init; }

    /// <summary>The resources of the grant (RFC 8707).</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The thumbprint of the key that it is bound to.</summary>
    public ReadOnlyMemory<byte>? KeyThumbprint { get; init; }

    /// <summary>The epochs of the grant.</summary>
    public required Epochs Epochs { get; init; }

    /// <summary>When the grant dies whatever happens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What an opaque access token seals.</summary>
public sealed record AccessToken
{
    /// <summary>Its own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its grant; null when the client acts for itself.</summary>
    public GrantId? Grant { get; init; }

    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>The person; null when the client acts for itself.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>The scope.</summary>
    public required string Scope { get; init; }

    /// <summary>Whom it is for (RFC 8707); empty means the site's own API.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The thumbprint of the key that it is bound to.</summary>
    public ReadOnlyMemory<byte>? KeyThumbprint { get; init; }

    /// <summary>The epochs it was issued under.</summary>
    public required Epochs Epochs { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What a session cookie seals.</summary>
/// <param name="Session">The session.</param>
/// <param name="SiteEpoch">The site's epoch at sign-in.</param>
/// <param name="SubjectEpoch">The person's epoch at sign-in.</param>
public sealed record SessionCookie(SessionId Session, int SiteEpoch, int SubjectEpoch);

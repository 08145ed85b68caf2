using System.Collections.Immutable;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary>A client as verbs print it. Lifetimes are seconds; of secrets there is only when they were made and end.</summary>
internal sealed record ClientView
{
    public required string ClientId { get; init; }

    /// <summary>In the clear, in the answer to the verb that made it and never again.</summary>
    public string? ClientSecret { get; init; }

    public required string AppCode { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Site { get; init; }

    public required bool Enabled { get; init; }

    public required ImmutableArray<string> RedirectUris { get; init; }

    public required ImmutableArray<string> PostLogoutRedirectUris { get; init; }

    public required ImmutableArray<string> AllowedOrigins { get; init; }

    public required ImmutableArray<string> Scopes { get; init; }

    public required string AuthMethod { get; init; }

    public required string Introspect { get; init; }

    public required bool FirstParty { get; init; }

    public required bool Legacy { get; init; }

    public required bool Headless { get; init; }

    public required bool RequirePkce { get; init; }

    public required string ExpiresInUnit { get; init; }

    public required string ResponseMode { get; init; }

    public string AccessTokenFormat { get; init; } = "opaque";

    public required long AccessTokenLifetime { get; init; }

    public required long RefreshIdle { get; init; }

    public required long RefreshAbsolute { get; init; }

    public required long RefreshGrace { get; init; }

    /// <summary>How often it got a code for a password (W-32), so that an operator sees who still needs that. Only where it was counted.</summary>
    public long? HeadlessSignInsLast30Days { get; init; }

    public required ImmutableArray<ClientSecretView> Secrets { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static ClientView Of(Client client, Site site, Secret? secret = null) => new()
    {
        ClientId = client.Id,
        ClientSecret = secret?.Reveal(),
        AppCode = client.AppCode,
        Name = client.Name,
        Type = ClientWords.Type.Of(client.Type),
        Site = site.Url,
        Enabled = client.Enabled,
        RedirectUris = client.RedirectUris,
        PostLogoutRedirectUris = client.PostLogoutRedirectUris,
        AllowedOrigins = client.AllowedOrigins,
        Scopes = client.Scopes,
        AuthMethod = ClientWords.AuthMethod.Of(client.AuthenticationMethod),
        Introspect = ClientWords.Introspect.Of(client.Introspection),
        FirstParty = client.FirstParty,
        Legacy = client.Legacy,
        Headless = client.HeadlessAuthorization,
        RequirePkce = client.RequirePkce,
        ExpiresInUnit = ClientWords.Unit.Of(client.ExpiresInUnit),
        ResponseMode = ClientWords.Mode.Of(client.ResponseMode),
        AccessTokenLifetime = (long)client.AccessTokenLifetime.TotalSeconds,
        RefreshIdle = (long)client.RefreshIdle.TotalSeconds,
        RefreshAbsolute = (long)client.RefreshAbsolute.TotalSeconds,
        RefreshGrace = (long)client.RefreshGrace.TotalSeconds,
        Secrets = [.. client.Secrets.Select(one => new ClientSecretView(one.Id.ToString("N"), one.CreatedAt, one.ExpiresAt))],
        CreatedAt = client.CreatedAt,
        UpdatedAt = client.UpdatedAt,
    };
}

/// <summary>When a client's secret was made and when it stops working. Never the secret, nor its hash.</summary>
internal sealed record ClientSecretView(string Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

using System.Collections.Immutable;
using System.Text.Json;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Store.Sqlite;

/// <summary>A client's columns.</summary>
internal static class ClientRow
{
    internal const string SelectAll = Select + " WHERE c.site_id = @site ORDER BY c.name, c.client_id";

    internal const string SelectOne = Select + " WHERE c.site_id = @site AND c.client_id = @client";

    /// <summary>A client that comes back under the id of one that was removed starts with a later epoch: nothing of the old one works for it.</summary>
    internal const string Insert = """
        INSERT INTO clients (site_id, client_id, epoch, enabled, name, app_code, type, redirect_uris, post_logout_redirect_uris, allowed_origins, scopes,
          authentication_method, introspection, first_party, legacy, headless_authorization, require_pkce, expires_in_unit, response_mode,
          access_token_lifetime, refresh_idle, refresh_absolute, refresh_grace, created_at, updated_at)
        SELECT s.site_id, @client, max(@epoch, coalesce((SELECT epoch FROM removed_clients WHERE site_id = @site AND client_id = @client), 0)),
          @enabled, @name, @code, @type, @redirects, @logouts, @origins, @scopes, @authentication, @introspection, @first, @legacy, @headless, @pkce,
          @unit, @mode, @lifetime, @idle, @absolute, @grace, @created, @updated
        FROM sites s WHERE s.site_id = @site
        ON CONFLICT DO NOTHING
        """;

    internal const string Update = """
        UPDATE clients SET epoch = max(epoch + (enabled AND NOT @enabled), @epoch), enabled = @enabled, name = @name, app_code = @code, type = @type, redirect_uris = @redirects,
          post_logout_redirect_uris = @logouts, allowed_origins = @origins, scopes = @scopes, authentication_method = @authentication,
          introspection = @introspection, first_party = @first, legacy = @legacy, headless_authorization = @headless, require_pkce = @pkce,
          expires_in_unit = @unit, response_mode = @mode, access_token_lifetime = @lifetime, refresh_idle = @idle, refresh_absolute = @absolute,
          refresh_grace = @grace, updated_at = @updated
        WHERE site_id = @site AND client_id = @client
        """;

    private const string Select = """
        SELECT c.site_id, c.client_id, c.epoch, c.enabled, c.name, c.app_code, c.type, c.redirect_uris, c.post_logout_redirect_uris, c.allowed_origins,
          c.scopes, c.authentication_method, c.introspection, c.first_party, c.legacy, c.headless_authorization, c.require_pkce, c.expires_in_unit,
          c.response_mode, c.access_token_lifetime, c.refresh_idle, c.refresh_absolute, c.refresh_grace, c.created_at, c.updated_at,
          (SELECT json_group_array(json_array(hex(x.secret_id), hex(x.hash), x.created_at, x.expires_at) ORDER BY x.created_at, x.secret_id)
           FROM client_secrets x WHERE x.site_id = c.site_id AND x.client_id = c.client_id)
        FROM clients c
        """;

    /// <summary>Binds everything but <c>@created</c>.</summary>
    internal static SqliteStatement Bind(SqliteStatement statement, Client client) => statement
        .Bind("@site", client.Site.Value).Bind("@client", client.Id).Bind("@epoch", client.Epoch).Bind("@enabled", client.Enabled)
        .Bind("@name", client.Name).Bind("@code", client.AppCode).Bind("@type", (long)client.Type)
        .Bind("@redirects", StoreJson.Write(client.RedirectUris)).Bind("@logouts", StoreJson.Write(client.PostLogoutRedirectUris))
        .Bind("@origins", StoreJson.Write(client.AllowedOrigins)).Bind("@scopes", StoreJson.Write(client.Scopes))
        .Bind("@authentication", (long)client.AuthenticationMethod).Bind("@introspection", (long)client.Introspection)
        .Bind("@first", client.FirstParty).Bind("@legacy", client.Legacy).Bind("@headless", client.HeadlessAuthorization)
        .Bind("@pkce", client.RequirePkce).Bind("@unit", (long)client.ExpiresInUnit).Bind("@mode", (long)client.ResponseMode)
        .Bind("@lifetime", client.AccessTokenLifetime).Bind("@idle", client.RefreshIdle).Bind("@absolute", client.RefreshAbsolute)
        .Bind("@grace", client.RefreshGraceSetting);

    internal static Client Read(SqliteStatement row) => new()
    {
        Site = new SiteId(row.Id(0)),
        Id = row.Text(1),
        Epoch = row.Small(2),
        Enabled = row.Flag(3),
        Name = row.Text(4),
        AppCode = row.Text(5),
        Type = (ClientType)row.Small(6),
        RedirectUris = StoreJson.Read(row.Text(7)),
        PostLogoutRedirectUris = StoreJson.Read(row.Text(8)),
        AllowedOrigins = StoreJson.Read(row.Text(9)),
        Scopes = StoreJson.Read(row.Text(10)),
        AuthenticationMethod = (ClientAuthenticationMethod)row.Small(11),
        Introspection = (IntrospectionReach)row.Small(12),
        FirstParty = row.Flag(13),
        Legacy = row.Flag(14),
        HeadlessAuthorization = row.Flag(15),
        RequirePkce = row.Flag(16),
        ExpiresInUnit = (ExpiresInUnit)row.Small(17),
        ResponseMode = (ResponseMode)row.Small(18),
        AccessTokenLifetime = row.Span(19),
        RefreshIdle = row.Span(20),
        RefreshAbsolute = row.Span(21),
        RefreshGraceSetting = row.IsNull(22) ? null : row.Span(22),
        CreatedAt = row.Time(23),
        UpdatedAt = row.Time(24),
        Secrets = ReadSecrets(row.Text(25)),
    };

    private static ImmutableArray<ClientSecret> ReadSecrets(string json)
    {
        if (json == "[]") return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(secret => new ClientSecret(
            Guid.ParseExact(secret[0].GetString()!, "N"),
            Convert.FromHexString(secret[1].GetString()!),
            Micros.Time(secret[2].GetInt64()),
            secret[3].ValueKind is JsonValueKind.Null ? null : Micros.Time(secret[3].GetInt64())))];
    }
}

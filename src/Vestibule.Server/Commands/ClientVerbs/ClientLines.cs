using System.Globalization;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary>Clients as lines for people.</summary>
internal static class ClientLines
{
    internal static IEnumerable<string> Table(ClientView[] clients) => TextTable.Of(
        ["CLIENT ID", "NAME", "TYPE", "APP CODE", "ENABLED"],
        clients.Select(client => new[] { client.ClientId, client.Name, client.Type, client.AppCode, TextTable.YesNo(client.Enabled) }));

    internal static IEnumerable<string> Of(ClientView client)
    {
        foreach (var line in TextTable.Facts([.. Facts(client)])) yield return line;
        if (client.ClientSecret is { } secret)
        {
            yield return "";
            yield return $"client secret  {secret}";
            yield return "It is shown this once. Keep it where the application reads it.";
        }
    }

    private static IEnumerable<(string, string?)> Facts(ClientView client) =>
    [
        ("client id", client.ClientId),
        ("app code", client.AppCode),
        ("name", client.Name),
        ("type", client.Type),
        ("site", client.Site),
        ("enabled", TextTable.YesNo(client.Enabled)),
        .. client.RedirectUris.Select(uri => ("redirect URI", (string?)uri)),
        .. client.PostLogoutRedirectUris.Select(uri => ("post-logout redirect URI", (string?)uri)),
        .. client.AllowedOrigins.Select(origin => ("allowed origin", (string?)origin)),
        ("scopes", client.Scopes is [] ? "any" : string.Join(' ', client.Scopes)),
        ("authentication", client.AuthMethod),
        ("introspects", client.Introspect),
        ("first party", TextTable.YesNo(client.FirstParty)),
        ("legacy", TextTable.YesNo(client.Legacy)),
        ("headless", TextTable.YesNo(client.Headless)),
        ("headless sign-ins", client.HeadlessSignInsLast30Days is { } times
            ? string.Create(CultureInfo.InvariantCulture, $"{times} in the last 30 days") : null),
        ("requires PKCE", TextTable.YesNo(client.RequirePkce)),
        ("expires_in unit", client.ExpiresInUnit),
        ("response mode", client.ResponseMode),
        ("access token", string.Create(CultureInfo.InvariantCulture, $"{client.AccessTokenFormat}, {client.AccessTokenLifetime} s")),
        ("refresh grace", string.Create(CultureInfo.InvariantCulture, $"{client.RefreshGrace} s")),
        .. client.Secrets.Select(secret => ("secret", (string?)SecretLine(secret))),
        ("created", TextTable.Time(client.CreatedAt)),
        ("updated", TextTable.Time(client.UpdatedAt)),
    ];

    private static string SecretLine(ClientSecretView secret) =>
        $"{secret.Id}, made {TextTable.Time(secret.CreatedAt)}, {(secret.ExpiresAt is { } end ? "until " + TextTable.Time(end) : "without end")}";
}

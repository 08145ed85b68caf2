using System.Collections.Immutable;
using System.Security.Cryptography;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.RedirectUris;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Tokens;

namespace Vestibule.Engine.Model.Clients;

/// <summary>Turns an operator's wish into a client, and says everything that is wrong with a client at once (W-10 to W-13, W-25).</summary>
public static class ClientRegistration
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly ImmutableArray<Func<Client, IEnumerable<string>>> InOrder =
        [NameFits, IdFits, AppCodeFits, RedirectUrisFit, PostLogoutRedirectUrisFit, OriginsFit, ScopesFit, LifetimesFit, SettingsFitTheType];

    /// <summary>The client and, for a confidential one, its secret in the clear: the only time it is seen.</summary>
    public static (Client Client, Secret? Secret) Make(SiteId site, NewClient wish, DateTimeOffset now)
    {
        var confidential = wish.Type is ClientType.Web or ClientType.Service;
        var absolute = wish.RefreshAbsolute ?? TimeSpan.FromDays(365);
        var made = confidential ? ClientSecrets.Make(now, null) : default((Secret Secret, ClientSecret Kept)?);
        var client = new Client
        {
            Site = site,
            Id = wish.Id ?? RandomText(20),
            Name = wish.Name.Trim(),
            AppCode = wish.AppCode ?? Derive(wish.Name),
            Type = wish.Type,
            Secrets = made is { } secret ? [secret.Kept] : [],
            RedirectUris = [.. wish.RedirectUris.Distinct(StringComparer.Ordinal)],
            PostLogoutRedirectUris = [.. wish.PostLogoutRedirectUris.Distinct(StringComparer.Ordinal)],
            AllowedOrigins = [.. wish.AllowedOrigins.Distinct(StringComparer.Ordinal)],
            Scopes = [.. wish.Scopes.Distinct(StringComparer.Ordinal)],
            AuthenticationMethod = wish.AuthenticationMethod
                ?? (confidential ? ClientAuthenticationMethod.ClientSecretBasic : ClientAuthenticationMethod.None),
            Introspection = wish.Introspection,
            FirstParty = wish.FirstParty,
            Legacy = wish.Legacy,
            HeadlessAuthorization = wish.HeadlessAuthorization,
            RequirePkce = wish.RequirePkce ?? (wish.Type == ClientType.Public && !wish.Legacy),
            ExpiresInUnit = wish.ExpiresInUnit,
            ResponseMode = wish.ResponseMode,
            AccessTokenLifetime = wish.AccessTokenLifetime ?? TimeSpan.FromHours(1),
            RefreshIdle = wish.RefreshIdle ?? (absolute < TimeSpan.FromDays(30) ? absolute : TimeSpan.FromDays(30)),
            RefreshAbsolute = absolute,
            RefreshGraceSetting = wish.RefreshGrace,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return (client, made?.Secret);
    }

    /// <summary>Everything that is wrong with a client; empty when it can be stored.</summary>
    public static IReadOnlyList<string> Problems(Client client) => [.. InOrder.SelectMany(rule => rule(client))];

    internal static IEnumerable<string> NameFits(Client client)
    {
        if (client.Name.Length is 0 or > 200 || client.Name.Any(char.IsControl)) yield return "The name must have 1 to 200 characters and no control characters.";
    }

    internal static IEnumerable<string> IdFits(Client client)
    {
        if (!IsPlain(client.Id, 255)) yield return "The client id must have 1 to 255 characters of A-Z a-z 0-9 . _ ~ -.";
    }

    internal static IEnumerable<string> AppCodeFits(Client client)
    {
        if (!IsPlain(client.AppCode, 64)) yield return "The app code must have 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.";
    }

    internal static IEnumerable<string> RedirectUrisFit(Client client)
    {
        if (client.MayUseCodes && client.RedirectUris.IsEmpty) yield return "A redirect URI is required: it is where the code is sent.";
        if (!client.MayUseCodes && !client.RedirectUris.IsEmpty) yield return "Only public and web applications have redirect URIs.";
        if (client.RedirectUris.Length > 100) yield return "At most 100 redirect URIs.";
        foreach (var uri in client.RedirectUris)
        {
            if (RedirectUriRegistration.Refuses(uri, client.Type == ClientType.Public) is { } reason) yield return $"The redirect URI {uri} {reason}.";
        }
    }

    internal static IEnumerable<string> PostLogoutRedirectUrisFit(Client client)
    {
        if (client.PostLogoutRedirectUris.Length > 100) yield return "At most 100 post-logout redirect URIs.";
        foreach (var uri in client.PostLogoutRedirectUris)
        {
            if (RedirectUriRegistration.Refuses(uri, client.Type == ClientType.Public) is { } reason) yield return $"The post-logout redirect URI {uri} {reason}.";
        }
    }

    internal static IEnumerable<string> OriginsFit(Client client)
    {
        if (client.AllowedOrigins.Length > 100) yield return "At most 100 allowed origins.";
        foreach (var origin in client.AllowedOrigins)
        {
            if (Clients.AllowedOrigins.Refuses(origin) is { } reason) yield return $"The allowed origin {origin} {reason}.";
        }
    }

    internal static IEnumerable<string> ScopesFit(Client client)
    {
        if (!ScopeSet.TryParse(string.Join(' ', client.Scopes), out var parsed) || parsed.Tokens.Length != client.Scopes.Length)
        {
            yield return "Each scope must be one scope token (RFC 6749 section 3.3), all together at most 100 tokens and 1000 characters.";
        }
    }

    internal static IEnumerable<string> LifetimesFit(Client client)
    {
        if (client.AccessTokenLifetime < TimeSpan.FromSeconds(10) || client.AccessTokenLifetime > AccessTokens.MaximumLifetime)
        {
            yield return "The access token lifetime must be 10 to 86400 seconds.";
        }

        if (client.RefreshAbsolute < TimeSpan.FromMinutes(1) || client.RefreshAbsolute > TimeSpan.FromDays(3660))
        {
            yield return "The absolute lifetime of a grant must be 60 to 316224000 seconds.";
        }

        if (client.RefreshIdle < TimeSpan.FromMinutes(1) || client.RefreshIdle > client.RefreshAbsolute)
        {
            yield return "The idle lifetime of a grant must be at least 60 seconds and at most the absolute one.";
        }

        if (client.RefreshGraceSetting is { } grace && (grace < TimeSpan.Zero || grace > TimeSpan.FromMinutes(10)))
        {
            yield return "The refresh grace must be 0 to 600 seconds.";
        }
    }

    internal static IEnumerable<string> SettingsFitTheType(Client client)
    {
        if (client.HeadlessAuthorization && !client.MayUseCodes) yield return "Only public and web applications can ask for codes without a browser.";
        if (client.IsConfidential == (client.AuthenticationMethod == ClientAuthenticationMethod.None))
        {
            yield return "Web and service applications authenticate with a secret; public and device applications have none.";
        }

        if (client.Type == ClientType.Public && !client.Legacy && !client.RequirePkce)
        {
            yield return "A public application must use PKCE, unless it is legacy.";
        }
    }

    private static bool IsPlain(string text, int most) =>
        text.Length > 0 && text.Length <= most && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '~' or '-');

    /// <summary>A readable beginning from the name, and a random end that keeps it unique.</summary>
    private static string Derive(string name)
    {
        var readable = string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(16));
        return readable.Length == 0 ? RandomText(8) : $"{readable}-{RandomText(4)}";
    }

    private static string RandomText(int length) => RandomNumberGenerator.GetString(Letters, length);
}

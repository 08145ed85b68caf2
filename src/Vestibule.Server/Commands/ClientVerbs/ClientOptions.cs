using System.Collections.Immutable;
using System.CommandLine;
using Vestibule.Engine.Model.Clients;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary>The options that say what a client is like; the same for a new one and for a change.</summary>
internal sealed class ClientOptions(bool adding)
{
    private readonly Option<string?> name = OptionKinds.Text("--name", "The name that people see.", "NAME", adding);
    private readonly Option<string?> appCode = OptionKinds.Text("--app-code", "The short public identifier of the application.", "CODE");
    private readonly Option<string[]?> redirects = Many(adding, "--redirect-uri", "Where codes may be sent; compared exactly.", "URI");
    private readonly Option<string[]?> logouts = Many(adding, "--post-logout-redirect-uri", "Where a person may be sent after signing out. Kept for a later version: this one sends nobody anywhere.", "URI");
    private readonly Option<string[]?> scopes = Many(adding, "--scope", "A scope that it may have; without any it may ask for all.", "SCOPE");
    private readonly Option<string[]?> origins = Many(adding, "--allowed-origin",
        "An origin that browsers may call from, besides those of the redirect URIs.", "ORIGIN");

    private readonly Option<string?> method = OptionKinds.Word("--auth-method", "How it presents its secret. Kept for a later version: this one takes the secret in either way. private_key_jwt belongs to a later version too.",
        ["client_secret_basic", "client_secret_post", "private_key_jwt"]);

    private readonly Option<string?> introspect = OptionKinds.Word("--introspect", "Which tokens it may introspect. Kept for a later version: tokeninfo, all that this one has, tells whoever holds a token.", ClientWords.Introspect.All);
    private readonly Option<bool?> firstParty = OptionKinds.Flag("--first-party", "The application is the workplace's own, so that people are not asked for consent. Kept for a later version: this one asks nobody for consent.");
    private readonly Option<bool?> legacy = OptionKinds.Flag("--legacy", "The application follows the Workplace document alone: PKCE may be left out.");
    private readonly Option<bool?> headless = OptionKinds.Flag("--headless", "It may hand over a person's password for a code.");
    private readonly Option<bool?> pkce = OptionKinds.Flag("--require-pkce", "Codes need PKCE. Public clients that are not legacy always do; others when it is set.");
    private readonly Option<string?> unit = OptionKinds.Word("--expires-in-unit", "The unit of expires_in on the Workplace wire.", ClientWords.Unit.All);
    private readonly Option<string?> mode = OptionKinds.Word("--response-mode",
        "Where the code stands in the redirect URI on the Workplace wire.", ClientWords.Mode.All);
    private readonly Option<string?> format = OptionKinds.Word("--access-token-format", "What access tokens are. jwt belongs to a later version.", ["opaque", "jwt"]);
    private readonly Option<TimeSpan?> lifetime = OptionKinds.Seconds("--access-token-lifetime", "How long an access token lives. Default: 3600.");

    private readonly Option<TimeSpan?> idle = OptionKinds.Seconds("--refresh-idle", "How long a grant lives without a refresh, once it was refreshed. Default: 2592000.");
    private readonly Option<TimeSpan?> absolute = OptionKinds.Seconds("--refresh-absolute", "How long a grant lives at the most. Default: 31536000.");

    private readonly Option<TimeSpan?> grace = OptionKinds.Seconds("--refresh-grace",
        "How long the refresh token spent last is taken for a retry. Default: 60 with a secret, 10 without.");

    internal IReadOnlyList<Option> All =>
    [
        name, appCode, redirects, logouts, scopes, origins, method, introspect, firstParty, legacy, headless, pkce, unit, mode, format, lifetime,
        idle, absolute, grace,
    ];

    internal void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    internal NewClient WishOf(ParseResult parsed, ClientType type, string? id)
    {
        RefuseWhatComesLater(parsed);
        return new NewClient
        {
            Name = parsed.GetValue(name)!,
            Type = type,
            Id = id,
            AppCode = parsed.GetValue(appCode),
            RedirectUris = [.. parsed.GetValue(redirects) ?? []],
            PostLogoutRedirectUris = [.. parsed.GetValue(logouts) ?? []],
            Scopes = [.. parsed.GetValue(scopes) ?? []],
            AllowedOrigins = [.. parsed.GetValue(origins) ?? []],
            AuthenticationMethod = ClientWords.AuthMethod.Read(parsed.GetValue(method)),
            Introspection = ClientWords.Introspect.Read(parsed.GetValue(introspect)) ?? IntrospectionReach.Own,
            FirstParty = parsed.GetValue(firstParty) ?? false,
            Legacy = parsed.GetValue(legacy) ?? false,
            HeadlessAuthorization = parsed.GetValue(headless) ?? false,
            RequirePkce = parsed.GetValue(pkce),
            ExpiresInUnit = ClientWords.Unit.Read(parsed.GetValue(unit)) ?? ExpiresInUnit.Milliseconds,
            ResponseMode = ClientWords.Mode.Read(parsed.GetValue(mode)) ?? ResponseMode.Fragment,
            AccessTokenLifetime = parsed.GetValue(lifetime),
            RefreshIdle = parsed.GetValue(idle),
            RefreshAbsolute = parsed.GetValue(absolute),
            RefreshGrace = parsed.GetValue(grace),
        };
    }

    /// <summary>The client with what was named changed.</summary>
    internal Client Apply(ParseResult parsed, Client client)
    {
        RefuseWhatComesLater(parsed);
        return client with
        {
            Name = parsed.GetValue(name)?.Trim() ?? client.Name,
            AppCode = parsed.GetValue(appCode) ?? client.AppCode,
            RedirectUris = List(parsed, redirects, client.RedirectUris),
            PostLogoutRedirectUris = List(parsed, logouts, client.PostLogoutRedirectUris),
            Scopes = List(parsed, scopes, client.Scopes),
            AllowedOrigins = List(parsed, origins, client.AllowedOrigins),
            AuthenticationMethod = ClientWords.AuthMethod.Read(parsed.GetValue(method)) ?? client.AuthenticationMethod,
            Introspection = ClientWords.Introspect.Read(parsed.GetValue(introspect)) ?? client.Introspection,
            FirstParty = parsed.GetValue(firstParty) ?? client.FirstParty,
            Legacy = parsed.GetValue(legacy) ?? client.Legacy,
            HeadlessAuthorization = parsed.GetValue(headless) ?? client.HeadlessAuthorization,
            RequirePkce = parsed.GetValue(pkce) ?? client.RequirePkce,
            ExpiresInUnit = ClientWords.Unit.Read(parsed.GetValue(unit)) ?? client.ExpiresInUnit,
            ResponseMode = ClientWords.Mode.Read(parsed.GetValue(mode)) ?? client.ResponseMode,
            AccessTokenLifetime = parsed.GetValue(lifetime) ?? client.AccessTokenLifetime,
            RefreshIdle = parsed.GetValue(idle) ?? client.RefreshIdle,
            RefreshAbsolute = parsed.GetValue(absolute) ?? client.RefreshAbsolute,
            RefreshGraceSetting = parsed.GetValue(grace) ?? client.RefreshGraceSetting,
        };
    }

    /// <summary>Everything that is wrong with a client, in one line.</summary>
    internal static void Require(Client client)
    {
        if (ClientRegistration.Problems(client) is [_, ..] problems) throw new SetupException(string.Join(' ', problems));
    }

    private static Option<string[]?> Many(bool adding, string name, string description, string value)
    {
        var option = OptionKinds.Texts(name, description + (adding ? " May be repeated." : " May be repeated; replaces the list; '' empties it."), value);
        if (!adding) return option;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0)) result.AddError($"{name} is empty: give a value, or leave {name} out.");
        });
        return option;
    }

    private static ImmutableArray<string> List(ParseResult parsed, Option<string[]?> option, ImmutableArray<string> before) =>
        parsed.GetValue(option) is { Length: > 0 } given ? [.. given.Where(one => one.Length > 0).Distinct(StringComparer.Ordinal)] : before;

    private void RefuseWhatComesLater(ParseResult parsed)
    {
        LaterVersion.Refuse("--auth-method", parsed.GetValue(method), "private_key_jwt");
        LaterVersion.Refuse("--access-token-format", parsed.GetValue(format), "jwt");
    }
}

using Microsoft.Extensions.Primitives;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary>Reads the dialect's headers, once, with their limits (W-1, W-6). The first fault is kept in <see cref="Error"/>.</summary>
internal struct DialectHeaders(IHeaderDictionary headers)
{
    internal const string GrantType = "x-grant-type";
    internal const string RedirectUri = "x-redirect-uri";
    internal const string ClientId = "x-client-id";
    internal const string ClientSecret = "x-client-secret";
    internal const string Scope = "x-scope";
    internal const string AuthCode = "x-auth-code";
    internal const string CodeVerifier = "x-code-verifier";
    internal const string CodeChallenge = "x-code-challenge";
    internal const string CodeChallengeMethod = "x-code-challenge-method";
    internal const string RefreshToken = "x-refresh-token";
    internal const string UserName = "x-auth-username";
    internal const string Password = "x-auth-password";
    internal const string Token = "x-token";
    internal const string AccessToken = "x-access-token";
    internal const string AuthToken = "x-auth-token";

    /// <summary>Every header of the dialect, as preflights are told (W-5).</summary>
    internal static readonly string[] All =
    [
        GrantType, RedirectUri, ClientId, ClientSecret, Scope, AuthCode, CodeVerifier, CodeChallenge, CodeChallengeMethod, RefreshToken,
        UserName, Password, Token, AccessToken, AuthToken,
    ];

    private static readonly System.Collections.Frozen.FrozenSet<string> Known = System.Collections.Frozen.FrozenSet.ToFrozenSet(All, StringComparer.OrdinalIgnoreCase);

    internal ProtocolError? Error { get; private set; } = FaultOf(headers, except: null);

    /// <summary>What is wrong with any header of the dialect, whether or not the endpoint reads it (W-6); null when nothing is.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="except">A header that the endpoint judges by rules of its own; null for none.</param>
    internal static ProtocolError? FaultOf(IHeaderDictionary headers, string? except)
    {
        foreach (var (name, values) in headers)
        {
            if (!Known.Contains(name) || string.Equals(name, except, StringComparison.OrdinalIgnoreCase)) continue;
            if (FaultOf(name.ToLowerInvariant(), values) is { } fault) return fault;
        }

        return null;
    }

    private static ProtocolError? FaultOf(string name, StringValues values) =>
        values.Count > 1 ? ProtocolError.InvalidRequest($"The header {name} came more than once.")
        : HeaderText.Refuses(name, HeaderText.Decode(values.ToString()),
            name is AuthCode or RefreshToken or Token or AccessToken or AuthToken ? HeaderText.MaximumTokenLength : HeaderText.MaximumLength);

    /// <summary>A value; null when absent. An empty value is the empty string.</summary>
    internal string? Optional(string name) => Read(name, headers[name], HeaderText.MaximumLength);

    /// <summary>A value that must be there and not be empty.</summary>
    internal string Required(string name, int maximum = HeaderText.MaximumLength)
    {
        var value = Read(name, headers[name], maximum);
        if (string.IsNullOrEmpty(value)) Error ??= ProtocolError.InvalidRequest($"The header {name} is missing or empty.");
        return value ?? "";
    }

    /// <summary>A value that must be there and may be empty: the vendor's module sends an empty scope (W-20).</summary>
    internal string Present(string name)
    {
        var value = Optional(name);
        if (value is null) Error ??= ProtocolError.InvalidRequest($"The header {name} is missing.");
        return value ?? "";
    }

    /// <summary>A code or token that must be there and not be empty.</summary>
    internal Secret RequiredToken(string name) => new(Required(name, HeaderText.MaximumTokenLength));

    /// <summary>A secret; null when absent or empty.</summary>
    internal Secret? OptionalSecret(string name) => Optional(name) is { Length: > 0 } value ? new Secret(value) : null;

    /// <summary>The client: from the headers, or from HTTP Basic (W-11); never from both (S-3).</summary>
    internal PresentedClient Client()
    {
        var id = Optional(ClientId);
        var secret = OptionalSecret(ClientSecret);
        var authorization = headers.Authorization;
        if (authorization.Count == 0 || !(authorization[0] ?? "").StartsWith("Basic", StringComparison.OrdinalIgnoreCase))
        {
            if (string.IsNullOrEmpty(id)) Error ??= ProtocolError.InvalidRequest($"The header {ClientId} is missing or empty.");
            return new PresentedClient(id ?? "", secret, secret is null ? ClientAuthenticationMethod.None : ClientAuthenticationMethod.ClientSecretPost);
        }

        var basic = BasicCredentials.Read(Read("authorization", authorization, HeaderText.MaximumLength) ?? "");
        if (basic is null) Error ??= ProtocolError.InvalidRequest("The header authorization does not hold HTTP Basic credentials.");
        else if (secret is not null) Error ??= ProtocolError.InvalidRequest("The client authenticates in two ways. Use one.");
        else if (id is { Length: > 0 } && id != basic.Value.ClientId) Error ??= ProtocolError.InvalidRequest("Two different client ids came.");
        return new PresentedClient(basic?.ClientId ?? "", basic?.Secret, ClientAuthenticationMethod.ClientSecretBasic);
    }

    private string? Read(string name, StringValues values, int maximum)
    {
        if (values.Count == 0) return null;
        if (values.Count > 1)
        {
            Error ??= ProtocolError.InvalidRequest($"The header {name} came more than once.");
            return null;
        }

        var value = HeaderText.Decode(values[0] ?? "");
        Error ??= HeaderText.Refuses(name, value, maximum);
        return value;
    }
}

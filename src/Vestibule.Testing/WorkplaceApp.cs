using System.Net;
using System.Text.Json;

namespace Vestibule.Testing;

/// <summary>An application that speaks the Workplace dialect, as its document says and no better.</summary>
public sealed class WorkplaceApp(AuthServer server, RegisteredClient client)
{
    private const string OAuth2 = "/external/api/oauth2/";

    /// <summary>The host that it names; null for the server's own address.</summary>
    public string? Host { get; init; }

    /// <summary>The scope that it asks for.</summary>
    public string Scope { get; init; } = "email";

    /// <summary>A code for a name and password (W-30).</summary>
    public Task<Answer> AuthAsync(string userName, string password, params (string Name, string? Value)[] more) => SendAsync(HttpMethod.Post, "auth",
        [("x-auth-username", userName), ("x-auth-password", password), ("x-client-id", client.Id), ("x-redirect-uri", client.RedirectUri), ("x-scope", Scope), .. more]);

    /// <summary>Tokens for a code (W-40).</summary>
    public Task<Answer> RedeemAsync(string code, params (string Name, string? Value)[] more) => SendAsync(HttpMethod.Post, "token",
        [("x-grant-type", "authorization_code"), ("x-redirect-uri", client.RedirectUri), ("x-client-id", client.Id), ("x-scope", Scope), ("x-auth-code", code), .. more]);

    /// <summary>New tokens for a refresh token (W-44).</summary>
    public Task<Answer> RefreshAsync(string refreshToken, params (string Name, string? Value)[] more) => SendAsync(HttpMethod.Post, "token",
        [("x-grant-type", "refresh_token"), ("x-redirect-uri", client.RedirectUri), ("x-client-id", client.Id), ("x-scope", Scope), ("x-refresh-token", refreshToken), .. more]);

    /// <summary>A token of the client's own (W-47).</summary>
    public Task<Answer> ClientCredentialsAsync(params (string Name, string? Value)[] more) =>
        SendAsync(HttpMethod.Post, "token", [("x-grant-type", "client_credentials"), ("x-client-id", client.Id), .. more]);

    /// <summary>Ends a token's grant (W-60).</summary>
    public Task<Answer> RevokeAsync(string token) => SendAsync(HttpMethod.Get, "revoke", [("x-token", token)]);

    /// <summary>What a token is (W-62).</summary>
    public Task<Answer> TokenInfoAsync(string token) => SendAsync(HttpMethod.Get, "tokeninfo", [("x-token", token)]);

    /// <summary>The person of a token (W-50).</summary>
    public async Task<Answer> MeAsync(string accessToken, string header = "Authorization")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/external/api/rest/v2/users/me");
        request.Headers.Host = Host;
        request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? $"Bearer {accessToken}" : accessToken);
        return await Answer.OfAsync(await server.Http.SendAsync(request).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Signs a person in without a browser and redeems the code: access and refresh token.</summary>
    public async Task<(string AccessToken, string RefreshToken)> SignInAsync(string userName, string password)
    {
        var code = await AuthAsync(userName, password).ConfigureAwait(false);
        var tokens = await RedeemAsync(code.Text("code")).ConfigureAwait(false);
        return (tokens.Text("access_token"), tokens.Text("refresh_token"));
    }

    /// <summary>Sends any request of the dialect. Of a header named twice the last value is sent; null leaves it out. The client's secret is added where it has one.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string endpoint, IReadOnlyCollection<(string Name, string? Value)> headers)
    {
        using var request = new HttpRequestMessage(method, OAuth2 + endpoint);
        request.Headers.Host = Host;
        foreach (var (name, value) in headers)
        {
            // The last one given wins, so that a test can replace what the document says.
            request.Headers.Remove(name);
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        }

        if (client.Secret is { } secret && endpoint is "token" or "auth" && !headers.Any(header => header.Name is "x-client-secret" or "Authorization"))
        {
            request.Headers.TryAddWithoutValidation("x-client-secret", secret.Reveal());
        }

        return await Answer.OfAsync(await server.Http.SendAsync(request).ConfigureAwait(false)).ConfigureAwait(false);
    }
}

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Headers">All headers, in lower case.</param>
public sealed record Answer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether the status is 2xx.</summary>
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The error code; null when the body has none.</summary>
    public string? Error => Body.Length > 0 && Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    /// <summary>A text of the body.</summary>
    public string Text(string name) => Json.TryGetProperty(name, out var value)
        ? value.GetString()! : throw new InvalidOperationException($"The answer {(int)Status} has no {name}: {Error}.");

    /// <summary>Reads an answer and disposes it.</summary>
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
            return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false), headers);
        }
    }
}

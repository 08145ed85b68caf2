using System.Net;

namespace Server.Tests.Crash;

/// <summary>One grant and its refresh tokens, as an application remembers them: only what was acknowledged counts.</summary>
internal sealed class GrantChain(HttpClient http, string clientId, string redirectUri, string refreshToken)
{
    private readonly List<string> spent = [];

    /// <summary>The refresh token received last.</summary>
    internal string Current { get; private set; } = refreshToken;

    /// <summary>A token that is two generations old or older; null when there is none yet.</summary>
    internal string? LongSpent => spent.Count >= 2 ? spent[^2] : null;

    internal static async Task<GrantChain> SignInAsync(HttpClient http, string clientId, string redirectUri, string userName, string password, CancellationToken ct)
    {
        var code = await SendAsync(http, "auth", ct, ("x-client-id", clientId), ("x-redirect-uri", redirectUri), ("x-scope", "email"),
            ("x-auth-username", userName), ("x-auth-password", password));
        var tokens = await SendAsync(http, "token", ct, ("x-grant-type", "authorization_code"), ("x-client-id", clientId), ("x-redirect-uri", redirectUri),
            ("x-scope", "email"), ("x-auth-code", code.Text("code")));
        return new GrantChain(http, clientId, redirectUri, tokens.Text("refresh_token"));
    }

    /// <summary>Refreshes; only an answer that arrived moves the chain.</summary>
    internal async Task RefreshAsync(CancellationToken ct)
    {
        var answer = await PresentAsync(Current, ct);
        if (answer.Status != HttpStatusCode.OK) throw new InvalidOperationException($"A refresh token that was acknowledged and not spent got {answer.Status}: {answer.Error}.");
        spent.Add(Current);
        Current = answer.Text("refresh_token");
    }

    internal Task<Vestibule.Testing.Answer> PresentAsync(string token, CancellationToken ct) => SendAsync(http, "token", ct,
        ("x-grant-type", "refresh_token"), ("x-client-id", clientId), ("x-redirect-uri", redirectUri), ("x-scope", "email"), ("x-refresh-token", token));

    private static async Task<Vestibule.Testing.Answer> SendAsync(HttpClient http, string endpoint, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"external/api/oauth2/{endpoint}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Vestibule.Testing.Answer.OfAsync(await http.SendAsync(request, ct));
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>Everything that can be done, done once at the lowest log level; then everything that was written is searched for everything secret.</summary>
public sealed class SecrecyTests : WorkplaceTest
{
    private readonly HashSet<string> secrets = [];
    private readonly ConcurrentQueue<string> measured = new();

    [Fact, Trait("Rule", "W-3"), Trait("Rule", "W-11")]
    public async Task No_password_code_token_secret_verifier_or_cookie_is_written_anywhere()
    {
        using var meters = Listen();
        secrets.UnionWith([Password, Verifier, Web.Secret!.Value.Reveal(), Service.Secret!.Value.Reveal()]);
        await PagesAsync();
        await TokensAsync();
        await ApiAsync();
        await OddPlacesAsync();
        await BrokenStorageAsync();
        await ThrottledAsync();
        Assert.True(secrets.Count > 60, $"only {secrets.Count} secrets were used");

        var folder = Server.Options.Folder!;
        await RestartAsync(_ => SearchFiles(folder));
        var log = Server.Log;
        Assert.NotEmpty(log.Lines);
    }

    private void SearchFiles(string folder)
    {
        Assert.True(Server.Log.Lines.Count > 500, "the lowest level logs more than that");
        Assert.NotEmpty(measured);
        var database = Directory.GetFiles(folder, "vestibule.db*").Select(file => (Path.GetFileName(file), Encoding.Latin1.GetString(File.ReadAllBytes(file)))).ToList();
        Assert.Contains(database, file => file.Item2.Contains(UserName, StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            // Half of a token is as bad as the whole; a prefix that all share is not.
            var core = secret.Length > 60 ? secret[^40..] : secret;
            IsNowhere(core, "the log", Server.Log.Lines);
            IsNowhere(core, "the metrics", measured);
            IsNowhere(core, "the database", database.Select(file => file.Item2));
        }
    }

    private static void IsNowhere(string secret, string where, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var at = text.IndexOf(secret, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"{where} holds {secret}: …{text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 60)]}");
        }
    }

    private async Task PagesAsync()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Secret("a wrong password 1"));
        await browser.SignInAsync(Secret("password typed as the name"), "x");
        await browser.SignInAsync(UserName, Secret("a wrong password " + new string('y', 3000)));
        var back = await browser.SignInAsync(UserName, Password, ("code_challenge", CodeChallenge), ("code_challenge_method", "S256"));
        var code = Secret(SignInPage.Naive(back.Headers["location"], RedirectUri)["code"]);
        foreach (var cookie in browser.Cookies.Values) Secret(cookie);
        Keep(await SpaApp.RedeemAsync(code, ("x-code-verifier", Verifier)));
        Secret(SignInPage.Naive((await browser.OpenAsync()).Headers["location"], RedirectUri)["code"]);
        await browser.SendAsync(HttpMethod.Post, browser.Address(), [new("form_token", Secret("a forged form token")), new("username", UserName), new("password", Password)]);
        var page = await browser.GetAsync("/logout.html");
        await browser.SendAsync(HttpMethod.Post, "/logout.html", [new("form_token", Secret(SignInPage.FormTokenOf(page)))]);
    }

    private async Task TokensAsync()
    {
        foreach (var app in new[] { SpaApp, WebApp })
        {
            var code = Secret((await app.AuthAsync(UserName, Password)).Text("code"));
            await app.RedeemAsync(code, ("x-redirect-uri", "https://app.example.com/other"));
            await app.RedeemAsync(code, ("x-code-verifier", Secret("a-verifier-that-nobody-asked-for-1234567890123")));
            await app.RedeemAsync(code, ("x-client-secret", Secret("a wrong client secret")));
            var tokens = Keep(await app.RedeemAsync(code));
            var renewed = Keep(await app.RefreshAsync(tokens.Text("refresh_token")));
            await app.TokenInfoAsync(renewed.Text("access_token"));
            Server.Clock.Advance(TimeSpan.FromMinutes(2));
            await app.RefreshAsync(tokens.Text("refresh_token"));
            var others = Keep(await app.RedeemAsync(Secret((await app.AuthAsync(UserName, Password)).Text("code"))));
            await app.RevokeAsync(others.Text("access_token"));
            await app.RedeemAsync(code);
        }

        Keep(await ServiceApp.ClientCredentialsAsync());
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Service.Id}:{Service.Secret!.Value.Reveal()}"));
        Keep(await ServiceApp.ClientCredentialsAsync(("Authorization", "Basic " + Secret(basic))));
    }

    private async Task ApiAsync()
    {
        await Server.ChangeSiteAsync(site => site with { HeaderCredentials = true }, Ct);
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        secrets.UnionWith([access, refresh]);
        foreach (var header in new[] { "Authorization", "x-access-token", "x-auth-token" })
        {
            Assert.True((await SpaApp.MeAsync(access, header)).Succeeded);
            await SpaApp.MeAsync(refresh, header);
            await SpaApp.MeAsync(access[..^3], header);
        }

        await RawAsync("GET", "/external/api/rest/v2/users/me", ("x-auth-username", UserName), ("x-auth-password", Password));
        await RawAsync("GET", "/external/api/rest/v2/users/me", ("x-auth-username", UserName), ("x-auth-password", Secret("a wrong api password")));
        await RawAsync("GET", "/external/api/rest/v2/users/me", ("Authorization", $"Bearer {access}"), ("x-access-token", access));
        Server.Clock.Advance(TimeSpan.FromHours(2));
        await SpaApp.MeAsync(access, "x-access-token");
    }

    /// <summary>Secrets where no document puts them: people and programs do.</summary>
    private async Task OddPlacesAsync()
    {
        var names = new[]
        {
            "x-grant-type", "x-redirect-uri", "x-client-id", "x-client-secret", "x-scope", "x-auth-code", "x-code-verifier", "x-refresh-token", "x-auth-username", "x-token",
            "x-access-token", "Authorization", "Cookie", "Origin", "X-Forwarded-For", "User-Agent", "Referer", "traceparent", "Content-Type", "Accept-Language",
        };
        foreach (var (method, path) in new[] { ("POST", "/external/api/oauth2/token"), ("POST", "/external/api/oauth2/auth"), ("GET", "/external/api/oauth2/revoke"), ("GET", "/external/api/rest/v2/users/me"), ("GET", "/login.html") })
        {
            foreach (var name in names) await RawAsync(method, path, (name, Secret($"odd-secret-in-{name}-of-{path[^5..]}")));
            // Refused by the web server before any code of ours runs: the framework would quote what it refuses.
            await RawAsync(method, path, ("x-auth-password", Secret($"odd-secret-before-a-nul-{path[^5..]}") + "\0"));
            await RawAsync(method, path, (Secret($"odd secret as a header's name {path[^5..]}"), "x"));
            await RawAsync(method, path + "?access_token=" + Secret($"odd-secret-in-the-query-{path[^5..]}"));
            await RawAsync(method, path + "?x=" + Secret($"odd-secret-in-a-long-query-{path[^5..]}") + new string('q', 20_000));
        }

        using var form = new FormUrlEncodedContent([new("grant_type", "password"), new("password", Secret("odd-secret-in-a-form"))]);
        using var first = await Server.Http.PostAsync("/external/api/oauth2/token", form, Ct);
        using var json = new StringContent("{\"password\":\"" + Secret("odd-secret-in-json") + "\",", Encoding.UTF8, "application/json");
        using var second = await Server.Http.PostAsync("/external/api/rest/v2/users", json, Ct);
    }

    private async Task BrokenStorageAsync()
    {
        var tokens = Keep(await SpaApp.RedeemAsync(Secret((await SpaApp.AuthAsync(UserName, Password)).Text("code"))));
        var code = Secret((await SpaApp.AuthAsync(UserName, Password)).Text("code"));
        using var browser = Browser();
        using (Server.BreakStorage())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SpaApp.RedeemAsync(code)).Status);
            await SpaApp.RefreshAsync(tokens.Text("refresh_token"));
            await SpaApp.RevokeAsync(tokens.Text("access_token"));
            await SpaApp.AuthAsync(UserName, Password);
            await browser.SignInAsync(UserName, Password);
        }
    }

    private async Task ThrottledAsync()
    {
        for (var attempt = 0; attempt < 12; attempt++) await SpaApp.AuthAsync("bob", Secret($"guess number {attempt} of many"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SpaApp.AuthAsync("bob", "x")).Status);
    }

    private async Task RawAsync(string method, string target, params (string, string)[] headers)
    {
        using var connection = await RawConnection.OpenAsync(Server, Ct);
        await connection.SendAsync(RawConnection.Request(Server, method, target, [.. headers, ("Connection", "close")]), Ct);
    }

    private string Secret(string secret)
    {
        secrets.Add(secret);
        return secret;
    }

    private Answer Keep(Answer tokens)
    {
        Secret(tokens.Text("access_token"));
        if (tokens.Json.TryGetProperty("refresh_token", out var refresh)) Secret(refresh.GetString()!);
        return tokens;
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, meters) => meters.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = new StringBuilder(instrument.Name);
        foreach (var tag in tags) line.Append(' ').Append(tag.Key).Append('=').Append(tag.Value);
        measured.Enqueue(line.ToString());
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Vestibule.Testing;

namespace Server.Tests.Workplace;

/// <summary>What a browser does at <c>/login.html</c>, without a screen: it shows the page, keeps cookies, posts the form.</summary>
public sealed partial class SignInPage(AuthServer server, RegisteredClient client, string? host = null) : IDisposable
{
    private readonly HttpClient http = server.NewHttpClient();

    /// <summary>The cookies that the last answers set: name and value.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Cookies are sent by this class, so that tests can change them.</summary>
    public string CookieHeader => string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>The five parameters of W-20, with changes: null leaves one out.</summary>
    public string Address(params (string Name, string? Value)[] changes)
    {
        var parameters = new List<(string Name, string? Value)>
        {
            ("response_type", "code"), ("client_id", client.Id), ("redirect_uri", client.RedirectUri), ("scope", "email"), ("state", "s t&a=te"),
        };
        foreach (var change in changes)
        {
            var at = parameters.FindIndex(parameter => parameter.Name == change.Name);
            if (at < 0) parameters.Add(change);
            else parameters[at] = change;
        }

        return "/login.html?" + string.Join('&', parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
    }

    /// <summary>Opens any address of the server.</summary>
    public Task<Answer> GetAsync(string address) => SendAsync(HttpMethod.Get, address, null);

    /// <summary>Opens the page with the five parameters.</summary>
    public Task<Answer> OpenAsync(params (string Name, string? Value)[] changes) => GetAsync(Address(changes));

    /// <summary>Opens the page, types, and presses the button.</summary>
    public async Task<Answer> SignInAsync(string userName, string password, params (string Name, string? Value)[] changes)
    {
        var address = Address(changes);
        return await SubmitAsync(address, await GetAsync(address), userName, password);
    }

    /// <summary>Signs in, or opens the page only.</summary>
    public Task<Answer> SignInOrOpenAsync(bool signIn, string userName, string password, params (string Name, string? Value)[] changes) =>
        signIn ? SignInAsync(userName, password, changes) : OpenAsync(changes);

    /// <summary>Presses the button of a page that was shown.</summary>
    public Task<Answer> SubmitAsync(string address, Answer shown, string userName, string password) => SendAsync(HttpMethod.Post, address,
        [new("form_token", FormTokenOf(shown)), new("username", userName), new("password", password)]);

    /// <summary>Posts any form.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string address, IEnumerable<KeyValuePair<string, string>>? form)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Host = host;
        if (Cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        using var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set) Keep(cookie);
        }

        return await Answer.OfAsync(response);
    }

    /// <summary>The parameters after the redirect URI, read as existing clients read them (W-21).</summary>
    public static Dictionary<string, string> Naive(string location, string redirectUri) =>
        location[(redirectUri.Length + 1)..].Split('&').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    /// <summary>The form token of a page.</summary>
    public static string FormTokenOf(Answer shown) =>
        WebUtility.HtmlDecode(FormTokenField().Match(shown.Body) is { Success: true } field
            ? field.Groups[1].Value : throw new InvalidOperationException($"The answer {(int)shown.Status} shows no form."));

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private void Keep(string cookie)
    {
        var pair = cookie.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0) Cookies.Remove(pair[0]);
        else Cookies[pair[0]] = pair[1];
    }

    [GeneratedRegex("name=\"form_token\" value=\"([^\"]+)\"")]
    private static partial Regex FormTokenField();
}

using System.Net;

namespace Server.Tests.Pages;

/// <summary>A browser without a screen: cookies, no redirects followed.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient http;

    internal Browser(Uri address) =>
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };

    internal CookieContainer Cookies { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    internal Task<Shown> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    internal Task<Shown> PostAsync(string path, HttpContent content) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

    internal Task<Shown> PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Opens the form and sends it.</summary>
    internal async Task<Shown> SignInAsync(string userName, string password, string? path = null)
    {
        path ??= PagesServer.LoginPath("&prompt=login");
        var form = await GetAsync(path);
        return await PostAsync(path, ("form_token", form.Token!), ("username", userName), ("password", password));
    }

    internal async Task<Shown> SendAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request, Ct);
        return new Shown(response, await response.Content.ReadAsStringAsync(Ct));
    }
}

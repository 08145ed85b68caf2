using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Browser.Tests.Setting;

/// <summary>A web server of an application: another origin, and with its host name also another site than the server's <c>127.0.0.1</c>.</summary>
internal sealed class StaticPages : IAsyncDisposable
{
    /// <summary>The page that takes the answer, and reads it as existing clients do (W-21): the part after the redirect URI and one character, split at
    /// <c>&amp;</c> and <c>=</c>, each value through <c>decodeURIComponent</c>.</summary>
    private const string Callback =
        """
        <!DOCTYPE html><html lang="en"><head><title>App</title><link rel="icon" href="data:,"></head><body><pre id="answer"></pre><script>
        const answer = {};
        for (const pair of location.href.substring((location.origin + '/cb').length + 1).split('&')) {
          const parts = pair.split('=');
          answer[parts[0]] = decodeURIComponent(parts[1]);
        }
        document.getElementById('answer').textContent = JSON.stringify(answer);
        </script></body></html>
        """;

    private readonly WebApplication app;

    private StaticPages(WebApplication app) => this.app = app;

    /// <summary>Its origin.</summary>
    internal string Origin => $"http://localhost:{new Uri(app.Urls.First()).Port}";

    /// <summary>Where codes are sent.</summary>
    internal string RedirectUri => Origin + "/cb";

    /// <summary>Starts it with the page that takes the answer, and perhaps others.</summary>
    internal static async Task<StaticPages> StartAsync(params (string Path, string Html)[] more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        foreach (var (path, html) in more.Append(("/cb", Callback))) app.MapGet(path, () => Results.Content(html, "text/html; charset=utf-8"));
        await app.StartAsync();
        return new StaticPages(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

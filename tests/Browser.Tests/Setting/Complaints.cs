using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Browser.Tests.Setting;

/// <summary>Everything that Chromium complained about in its console: violations of the content security policy, faults of scripts, blocked resources.</summary>
internal sealed class Complaints
{
    private readonly ConcurrentQueue<string> heard = new();

    internal Complaints(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            // A page or an API that answers with 400 and more is noted as well, and is no fault of the page; a stylesheet that does would be.
            var refused = message.Text.StartsWith("Failed to load resource: the server responded with a status", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && (!refused || message.Location.Contains("/assets/", StringComparison.Ordinal)))
            {
                heard.Enqueue(message.Text);
            }
        };
        context.WebError += (_, error) => heard.Enqueue(error.Error);
        context.RequestFailed += (_, request) => heard.Enqueue($"{request.Method} {new Uri(request.Url).GetLeftPart(UriPartial.Path)}: {request.Failure}");
    }

    internal IReadOnlyCollection<string> All => heard;

    internal void AssertNone() => Assert.Empty(heard);
}

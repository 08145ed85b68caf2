using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Server.Tests.Pages;

/// <summary>Components as a browser would read them.</summary>
internal static class Rendered
{
    internal static async Task<string> HtmlAsync(Type page, IDictionary<string, object?> parameters)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(page, ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    internal static async Task<IHtmlDocument> PageAsync<TPage>(IDictionary<string, object?> parameters)
        where TPage : IComponent => Parse(await HtmlAsync(typeof(TPage), parameters));

    internal static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}

using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Vestibule.Server.Pages;

/// <summary>A Razor component, rendered once to static HTML with the headers of a page.</summary>
/// <remarks>It uses the plain renderer, not the one of Razor component endpoints: pages need no navigation, no form binding and no state
/// of that, which would also refuse a <c>Host</c> that is no address. The whole page is rendered before the first byte is sent, so that a fault in it
/// becomes a clean 500.</remarks>
/// <typeparam name="TPage">The component.</typeparam>
internal sealed class PageResult<TPage>(int status, PageForms forms, IDictionary<string, object?> parameters) : IResult
    where TPage : IComponent
{
    /// <summary>The status that the page is answered with.</summary>
    internal int Status => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await RenderAsync(httpContext.RequestServices);
        var response = httpContext.Response;
        response.StatusCode = status;
        PageHeaders.Apply(response, forms);
        response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(html);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private async Task<string> RenderAsync(IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }
}

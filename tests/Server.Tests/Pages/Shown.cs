using System.Net;
using AngleSharp.Html.Dom;

namespace Server.Tests.Pages;

/// <summary>A page as it came over the wire.</summary>
internal sealed record Shown(HttpResponseMessage Response, string Html)
{
    internal HttpStatusCode Status => Response.StatusCode;

    internal string? Location => Response.Headers.Location?.OriginalString;

    internal IHtmlDocument Page => Rendered.Parse(Html);

    internal string? Token => (Page.QuerySelector("input[name=form_token]") as IHtmlInputElement)?.Value;

    internal string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}

using Microsoft.AspNetCore.Http.Features;

namespace Vestibule.Server.Pages;

/// <summary>A posted form, read within narrow limits before anything else happens.</summary>
internal sealed class PageForm
{
    /// <summary>The longest body. A user name and a password of the greatest length fit, percent-encoded.</summary>
    internal const int MaximumBody = 16 * 1024;

    private static readonly FormOptions Limits = new() { ValueCountLimit = 16, KeyLengthLimit = 64, ValueLengthLimit = MaximumBody, BufferBody = false };
    private readonly IFormCollection fields;

    private PageForm(IFormCollection fields) => this.fields = fields;

    /// <summary>The one value of a field; empty when it is absent or stands there twice.</summary>
    internal string this[string name] => fields[name] is [{ } only] ? only : "";

    /// <summary>Reads the form; null when the body is no form, too long or broken.</summary>
    internal static async Task<PageForm?> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var request = http.Request;
        if (request.ContentLength > MaximumBody || !IsUrlEncoded(request)) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaximumBody;
        http.Features.Set<IFormFeature>(new FormFeature(request, Limits));
        try
        {
            return new PageForm(await request.ReadFormAsync(ct));
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static bool IsUrlEncoded(HttpRequest request) =>
        request.ContentType is { } type && type.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}

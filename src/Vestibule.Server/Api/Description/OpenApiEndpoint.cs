using Microsoft.OpenApi;

namespace Vestibule.Server.Api.Description;

/// <summary><c>GET /openapi.json</c>: made on the first request, not at start, and the same for every site.</summary>
internal static class OpenApiEndpoint
{
    private static readonly Lazy<Task<byte[]>> Document = new(SerializeAsync);

    internal static async Task WriteAsync(HttpContext http)
    {
        var document = await Document.Value;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = document.Length;
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(document, http.RequestAborted);
    }

    private static async Task<byte[]> SerializeAsync()
    {
        using var stream = new MemoryStream();
        await ApiDescription.Build().SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return stream.ToArray();
    }
}

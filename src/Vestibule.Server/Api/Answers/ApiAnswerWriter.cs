using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Vestibule.Server.Http;

namespace Vestibule.Server.Api.Answers;

/// <summary>Puts answers on the wire (W-2 to W-4). They tell of people, so that no cache may keep them.</summary>
internal static class ApiAnswerWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes one answer.</summary>
    internal static Task WriteAsync(HttpContext http, ApiAnswer answer) => answer switch
    {
        ApiAnswer.Refusal refusal => WriteAsync(http, refusal.Error),
        ApiAnswer.Json json => WriteAsync(http, json),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Task WriteAsync(HttpContext http, ApiAnswer.Json json)
    {
        if (json.Location is { } location) http.Response.Headers.Location = location;
        return WriteBodyAsync(http, json.Status, json.Write);
    }

    private static Task WriteAsync(HttpContext http, ApiError error)
    {
        var headers = http.Response.Headers;
        if (error.Challenge is { } challenge) headers.WWWAuthenticate = challenge;
        if (error.RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (!error.WithoutBody) return WriteBodyAsync(http, error.Status, writer => WriteError(writer, http, error));
        http.Response.StatusCode = error.Status;
        http.Response.ContentLength = 0;
        ForbidCaching(headers);
        return Task.CompletedTask;
    }

    private static void WriteError(Utf8JsonWriter writer, HttpContext http, ApiError error)
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, error.Code);
        writer.WriteString("errorDescription"u8, error.Description);
        writer.WriteString("error_description"u8, error.Description);
        writer.WriteString("error_uri"u8, $"{http.Site.Url}/errors/{error.Code}");
        writer.WriteString("trace_id"u8, TraceId.Of(http));
        writer.WriteEndObject();
    }

    private static async Task WriteBodyAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var writer = new Utf8JsonWriter(buffer, Options)) write(writer);

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = buffer.WrittenCount;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        ForbidCaching(http.Response.Headers);

        // HEAD tells the same headers and no body (RFC 9110 §9.3.2).
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }

    private static void ForbidCaching(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.Pragma = "no-cache";
    }
}

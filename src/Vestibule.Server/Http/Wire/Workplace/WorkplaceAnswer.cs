using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary>Writes the answers of this wire: JSON, never cached, never a redirect, never 403 (W-2 to W-4, W-46).</summary>
internal static class WorkplaceAnswer
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>A success.</summary>
    internal static Task OkAsync<T>(HttpContext http, T body, JsonTypeInfo<T> type) => WriteAsync(http, StatusCodes.Status200OK, body, type);

    /// <summary>A success without anything to say: an empty object, so that clients which parse every body have one.</summary>
    internal static Task OkAsync(HttpContext http)
    {
        NotCached(http.Response);
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = Json;
        http.Response.ContentLength = 2;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.WriteAsync("{}", http.RequestAborted);
    }

    /// <summary>A refusal.</summary>
    /// <param name="http">The request.</param>
    /// <param name="error">The refusal.</param>
    /// <param name="unlike">The status where it is not the code's own.</param>
    /// <param name="bareWhenBusy">429 and 503 have no body here: the vendor's module keeps its tokens only then (W-3).</param>
    internal static Task ErrorAsync(HttpContext http, ProtocolError error, bool bareWhenBusy = false, int? unlike = null)
    {
        var status = unlike ?? StatusOf(error.Code);
        if (error.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (error.Code == ErrorCode.InvalidClient && http.Request.Headers.Authorization.Count > 0)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"client\", charset=\"UTF-8\"";
        }

        if (bareWhenBusy && status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            NotCached(http.Response);
            http.Response.StatusCode = status;
            http.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        var name = ErrorCodes.NameOf(error.Code);
        return WriteAsync(http, status, new ErrorBody
        {
            Error = name,
            ErrorDescription = error.Description,
            ErrorUri = $"{http.Site.Url}/errors/{name}",
            TraceId = TraceId.Of(http),
        }, WorkplaceJson.Default.ErrorBody);
    }

    /// <summary>A lifetime in the client's unit (W-41).</summary>
    internal static long InUnit(TimeSpan lifetime, ExpiresInUnit unit) =>
        unit == ExpiresInUnit.Seconds ? (long)lifetime.TotalSeconds : (long)lifetime.TotalMilliseconds;

    /// <summary>The status of a refusal on this wire; 403 is not among them, because public clients answer one by asking again without end (W-46).</summary>
    internal static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.InvalidClient or ErrorCode.AccessDenied or ErrorCode.InvalidToken => StatusCodes.Status401Unauthorized,
        ErrorCode.Throttled => StatusCodes.Status429TooManyRequests,
        ErrorCode.TemporarilyUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private static async Task WriteAsync<T>(HttpContext http, int status, T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        NotCached(http.Response);
        http.Response.StatusCode = status;
        http.Response.ContentType = Json;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    private static void NotCached(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
    }
}

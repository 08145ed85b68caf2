using System.Diagnostics;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Hosting;
using Vestibule.Server.Http.Wire.Workplace;
using Vestibule.Server.Pages.Errors;
using Vestibule.Store;

namespace Vestibule.Server.Http;

/// <summary>What becomes of an exception: the caller learns that it is not their fault and when to come back; the log learns where it came from.
/// Neither gets the exception's text, which may hold what a caller sent.</summary>
internal sealed class Failures(RequestDelegate next, IHostApplicationLifetime lifetime, ILogger<Failures> logger)
{
    private const string OAuth = "/external/api/oauth2";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The caller has gone, or the server has cut the connection because it stops: that may be seen here before RequestAborted tells.
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(http, bad.StatusCode, ProtocolError.InvalidRequest("The request is malformed or too large."));
        }
        catch (StorageUnavailableException broken)
        {
            logger.StorageUnavailable(broken.InnerException?.GetType().Name ?? broken.GetType().Name, TraceId.Of(http));
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, ProtocolError.TemporarilyUnavailable("The storage does not answer. Try again."));
        }
        catch (Exception defect)
        {
            logger.Defect(TraceId.Of(http), http.GetEndpoint()?.DisplayName ?? "no route", defect.GetType().FullName!, PlaceOf(defect));
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, ProtocolError.TemporarilyUnavailable("The server has a defect. Its log has more."));
        }
    }

    private static Task AnswerAsync(HttpContext http, int status, ProtocolError error)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        var cors = http.Response.Headers.Where(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).ToArray();
        http.Response.Clear();
        foreach (var header in cors) http.Response.Headers[header.Key] = header.Value;
        if (http.Features.Get<ISiteFeature>() is null || !http.Request.Path.StartsWithSegments("/external/api", StringComparison.OrdinalIgnoreCase))
        {
            if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
            return PlainAnswer.IsWanted(http)
                ? PlainAnswer.WriteAsync(http, status, $"{error.Description} Trace: {TraceId.Of(http)}")
                : ErrorPages.Failure(http, status).ExecuteAsync(http);
        }

        // This wire knows no 500: whatever fails here can be tried again (W-46).
        if (status == StatusCodes.Status500InternalServerError && http.Request.Path.StartsWithSegments(OAuth, StringComparison.OrdinalIgnoreCase))
        {
            status = StatusCodes.Status503ServiceUnavailable;
        }

        // Routes have no case and accept a slash at their end.
        var bare = http.Request.Path.Value?.TrimEnd('/').ToLowerInvariant() is OAuth + "/token" or OAuth + "/tokeninfo";
        return WorkplaceAnswer.ErrorAsync(http, error, bare, status);
    }

    /// <summary>The topmost method of our own on the stack.</summary>
    private static string PlaceOf(Exception defect)
    {
        foreach (var frame in new StackTrace(defect).GetFrames())
        {
            if (DiagnosticMethodInfo.Create(frame) is { } method && method.DeclaringTypeName.StartsWith("Vestibule.", StringComparison.Ordinal))
            {
                return $"{method.DeclaringTypeName}.{method.Name}";
            }
        }

        return "unknown";
    }
}

using Microsoft.Extensions.Primitives;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Server.Http.Wire.Workplace;

namespace Vestibule.Server.Http;

/// <summary>Lets browser apps of registered origins call the dialect's endpoints and the API (W-5, W-81). Never with cookies.</summary>
internal sealed class Cors(RequestDelegate next, ClientDirectory clients, SealedHandles handles)
{
    private static readonly StringValues AllowedHeaders = string.Join(", ", DialectHeaders.All.Concat(["authorization", "content-type"]));
    private static readonly StringValues ExposedHeaders = "WWW-Authenticate, Retry-After, DPoP-Nonce";

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/external/api", StringComparison.OrdinalIgnoreCase)) return next(http);
        http.Response.Headers.Append("Vary", "Origin");
        var preflight = HttpMethods.IsOptions(http.Request.Method);
        var origin = http.Request.Headers.Origin;
        return origin.Count == 0 && !preflight ? next(http) : AnswerAsync(http, origin, preflight);
    }

    private async Task AnswerAsync(HttpContext http, StringValues origin, bool preflight)
    {
        if (origin is [{ Length: > 0 and <= 512 } asked] && await MayCallAsync(http, asked, preflight)) Allow(http, asked, preflight);
        if (preflight) http.Response.StatusCode = StatusCodes.Status204NoContent;
        else await next(http);
    }

    private static void Allow(HttpContext http, string origin, bool preflight)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        if (preflight)
        {
            headers.AccessControlAllowMethods = http.Request.Path.StartsWithSegments("/external/api/rest", StringComparison.OrdinalIgnoreCase)
                ? "GET, HEAD, POST, PUT, DELETE" : "GET, HEAD, POST";
            headers.AccessControlAllowHeaders = AllowedHeaders;
            headers.AccessControlMaxAge = "7200";
        }
        else
        {
            headers.AccessControlExposeHeaders = ExposedHeaders;
        }
    }

    /// <summary>A preflight cannot name its client, so it answers for the site; a request is narrowed to its client's origins.</summary>
    private async ValueTask<bool> MayCallAsync(HttpContext http, string origin, bool preflight)
    {
        var site = http.Site;
        if (!preflight && ClientIdOf(http) is { } clientId && await clients.FindAsync(site.Id, clientId, http.RequestAborted) is { } client)
        {
            return AllowedOrigins.Of(client).Concat(site.AllowedOrigins).Contains(origin, StringComparer.Ordinal);
        }

        return site.AllowedOrigins.Contains(origin, StringComparer.Ordinal) || (await clients.OriginsAsync(site.Id, http.RequestAborted)).Contains(origin);
    }

    /// <summary>The client that a request names, or that its token was sealed for; a token that does not open names nobody (attack 34).</summary>
    private string? ClientIdOf(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers[DialectHeaders.ClientId] is [{ Length: > 0 } named]) return named;
        foreach (var name in (ReadOnlySpan<string>)[DialectHeaders.Token, DialectHeaders.AccessToken, DialectHeaders.AuthToken, "authorization"])
        {
            if (headers[name] is not [{ Length: > 0 } value]) continue;
            if (name == "authorization")
            {
                if (BasicCredentials.Read(value) is { } basic) return basic.ClientId;
                if (!value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) continue;
                value = value[7..].Trim();
            }

            var token = new Secret(value);
            if ((handles.OpenAccessToken(http.Site.Id, token)?.ClientId ?? handles.OpenRefreshToken(http.Site.Id, token)?.ClientId) is { } sealedFor)
            {
                return sealedFor;
            }
        }

        return null;
    }
}

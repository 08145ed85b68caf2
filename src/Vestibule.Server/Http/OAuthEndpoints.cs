using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Endpoints.Introspect;
using Vestibule.Engine.Endpoints.Revoke;
using Vestibule.Engine.Endpoints.Token;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Http.Wire.Workplace;

namespace Vestibule.Server.Http;

/// <summary>The dialect's endpoints: read, ask the engine, write.</summary>
internal static class OAuthEndpoints
{
    internal static async Task TokenAsync(HttpContext http)
    {
        var request = TokenWire.Read(http.Request);
        await TokenWire.WriteAsync(http, request.Succeeded
            ? await http.RequestServices.GetRequiredService<TokenExchange>().HandleAsync(http.Site, request.Value, http.RequestAborted)
            : request.Error);
    }

    internal static async Task HeadlessAsync(HttpContext http)
    {
        var request = HeadlessWire.Read(http.Request);
        await HeadlessWire.WriteAsync(http, request.Succeeded
            ? await http.RequestServices.GetRequiredService<HeadlessAuthorization>().HandleAsync(http.Site, request.Value, http.RequestAborted)
            : request.Error);
    }

    internal static async Task RevokeAsync(HttpContext http)
    {
        var request = PossessionWire.ReadForRevocation(http.Request);
        if (!request.Succeeded)
        {
            await WorkplaceAnswer.ErrorAsync(http, request.Error);
            return;
        }

        await http.RequestServices.GetRequiredService<Revocation>().RevokeAsync(http.Site, request.Value.Token, caller: null, http.RequestAborted);
        await WorkplaceAnswer.OkAsync(http);
    }

    internal static async Task TokenInfoAsync(HttpContext http)
    {
        var request = PossessionWire.ReadForTokenInfo(http.Request);
        await PossessionWire.WriteAsync(http, request.Succeeded
            ? await http.RequestServices.GetRequiredService<Introspection>()
                .IntrospectAsync(http.Site, request.Value.Token, caller: null, http.RequestAborted)
            : request.Error);
    }

    /// <summary>Anything else under <c>/external/api/oauth2/</c>: an error body like all others of this wire.</summary>
    internal static Task UnknownAsync(HttpContext http)
    {
        var methods = http.Request.Path.Value?.TrimEnd('/').Split('/')[^1] switch
        {
            "auth" or "token" => "POST",
            "revoke" => "GET, POST",
            "tokeninfo" => "GET, HEAD",
            _ => null,
        };
        if (methods is not null) http.Response.Headers.Allow = methods;
        return WorkplaceAnswer.ErrorAsync(http, ProtocolError.InvalidRequest(methods is null
                ? "There is no such endpoint. There are POST auth, POST token, GET or POST revoke, and GET tokeninfo."
                : $"This endpoint answers {methods} only."),
            unlike: methods is null ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed);
    }
}

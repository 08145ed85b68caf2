using Microsoft.AspNetCore.Http.Features;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;
using Vestibule.Server.Http;

namespace Vestibule.Server.Api;

/// <summary>What every route of the API does around its handler: who calls, may they, what do they want to see, then the answer.</summary>
internal sealed class ApiEndpoint(CallerAuthentication authentication)
{
    /// <summary>A route with its need and its handler.</summary>
    internal RequestDelegate For(Need need, Func<ApiCall, ValueTask<ApiAnswer>> handler) => async http =>
    {
        var site = http.Site;
        await ApiAnswerWriter.WriteAsync(http, await AnswerAsync(http, site, need, handler));
    };

    private async ValueTask<ApiAnswer> AnswerAsync(HttpContext http, Site site, Need need, Func<ApiCall, ValueTask<ApiAnswer>> handler)
    {
        var caller = await authentication.AuthenticateAsync(http, site, http.RequestAborted);
        if (!caller.Succeeded) return caller.Error;
        if (AccessRules.Check(caller.Value, need) is { } refusal) return CredentialErrors.NotAllowed(caller.Value.Carrier, refusal);
        if (!RequestTarget.IsText(http.Features.Get<IHttpRequestFeature>()!.RawTarget))
        {
            return ApiError.BadRequest("The address holds bytes that are no UTF-8 text.");
        }

        var selector = ReadSelector(http.Request.Query);
        if (!selector.Succeeded) return selector.Error;
        return await handler(new ApiCall(http, site, caller.Value, selector.Value));
    }

    /// <summary>An absent or empty selector picks everything.</summary>
    private static ApiOutcome<Selector> ReadSelector(IQueryCollection query)
    {
        if (query["selector"] is { Count: > 1 }) return ApiError.BadRequest("The parameter selector stands there more than once.");
        if (query["selector"] is not [{ Length: > 0 } text]) return Selector.Everything;
        return Selector.TryParse(text, out var selector, out var refusal) ? selector : ApiError.BadRequest($"The selector {refusal}.");
    }
}

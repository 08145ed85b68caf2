using Vestibule.Engine.Endpoints.Introspect;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary>A token, presented by whoever holds it.</summary>
/// <param name="Token">The token; empty or over-long where the endpoint lets that pass as an unknown one.</param>
internal sealed record PresentedToken(Secret Token);

/// <summary><c>revoke</c> and <c>tokeninfo</c>: the only header is <c>x-token</c> (W-60 to W-62, W-85).</summary>
internal static class PossessionWire
{
    /// <summary>For <c>revoke</c>: an over-long token is an error, an empty one is not.</summary>
    internal static Outcome<PresentedToken> ReadForRevocation(HttpRequest http) => Read(http, overLongIsUnknown: false);

    /// <summary>For <c>tokeninfo</c>: an over-long or empty token is one that nobody knows.</summary>
    internal static Outcome<PresentedToken> ReadForTokenInfo(HttpRequest http) => Read(http, overLongIsUnknown: true);

    internal static Task WriteAsync(HttpContext http, Outcome<TokenFacts> outcome)
    {
        if (!outcome.Succeeded) return WorkplaceAnswer.ErrorAsync(http, outcome.Error, bareWhenBusy: true);
        var facts = outcome.Value;
        return WorkplaceAnswer.OkAsync(http, new TokenInfoBody
        {
            ExpiresIn = WorkplaceAnswer.InUnit(facts.ExpiresIn, facts.Client.ExpiresInUnit),
            Scope = facts.Token.Scope,
            ClientId = facts.Token.ClientId,
            UserId = facts.Subject?.Number,
            UserName = facts.Subject?.UserName,
        }, WorkplaceJson.Default.TokenInfoBody);
    }

    private static Outcome<PresentedToken> Read(HttpRequest http, bool overLongIsUnknown)
    {
        if (DialectHeaders.FaultOf(http.Headers, except: DialectHeaders.Token) is { } fault) return fault;
        var values = http.Headers[DialectHeaders.Token];
        if (values.Count == 0) return ProtocolError.InvalidRequest($"The header {DialectHeaders.Token} is missing.");
        if (values.Count > 1) return ProtocolError.InvalidRequest($"The header {DialectHeaders.Token} came more than once.");
        var value = HeaderText.Decode(values[0] ?? "");
        if (overLongIsUnknown && value.Length > HeaderText.MaximumTokenLength) return new PresentedToken(default);
        return HeaderText.Refuses(DialectHeaders.Token, value, HeaderText.MaximumTokenLength) is { } refusal ? refusal : new PresentedToken(new Secret(value));
    }
}

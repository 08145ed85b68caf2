using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Introspect;

/// <summary>Tells what an access token is (RFC 7662, W-62). The check itself is in memory; naming the person reads their row.</summary>
public sealed class Introspection(AccessTokens tokens, ClientDirectory clients, ISubjectStore subjects, TimeProvider clock)
{
    /// <summary>The facts of a live token, or <c>invalid_token</c>.</summary>
    /// <param name="site">The site.</param>
    /// <param name="token">The token.</param>
    /// <param name="caller">The client that authenticated; it learns of its own tokens only, unless registered for any (RFC 7662 §4).
    /// Null where possession is enough (W-62).</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<TokenFacts>> IntrospectAsync(Site site, Secret token, Client? caller, CancellationToken ct)
    {
        var check = tokens.Check(site, token);
        if (check is AccessTokenCheck.Unavailable) return ProtocolError.TemporarilyUnavailable("The server is cut off from its storage.");
        if (check is not AccessTokenCheck.Live { Token: var live } || !MayLearn(caller, live)) return NotLive();
        if (await clients.FindAsync(site.Id, live.ClientId, ct).ConfigureAwait(false) is not { Enabled: true } client) return NotLive();

        Subject? subject = null;
        if (live.Subject is { } id)
        {
            subject = await subjects.FindAsync(site.Id, id, ct).ConfigureAwait(false);
            if (subject is not { Enabled: true }) return NotLive();
        }

        return new TokenFacts(live, client, subject, live.ExpiresAt - clock.GetUtcNow());
    }

    /// <summary>A client learns only of tokens meant for it.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662 §4</see>.</remarks>
    internal static bool MayLearn(Client? caller, AccessToken token) =>
        caller is null || caller.Introspection == IntrospectionReach.Any || string.Equals(caller.Id, token.ClientId, StringComparison.Ordinal);

    private static ProtocolError NotLive() => ProtocolError.InvalidToken("The access token is unknown, expired or has been ended.");
}

using System.Diagnostics;
using System.Security.Cryptography;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token.AuthorizationCode;

/// <summary>Redeems a code (RFC 6749 §4.1.3): all rules, then one statement, whose primary key is the id inside the code.</summary>
public sealed class CodeRedemption(
    CodeIssuer codes, IGrantStore grants, TokenIssuer tokens, ChangeFollower feed, ISecurityEvents events, TimeProvider clock)
{
    internal async Task<Outcome<TokenResponse>> RedeemAsync(Site site, Client client, TokenRequest.AuthorizationCode request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = await codes.OpenAsync(site.Id, request.Code, ct).ConfigureAwait(false);
        if (AuthorizationCodeRules.InOrder.FirstRefusal(new(client, request, code, now)) is { } refusal) return refusal;

        var grant = GrantOf(site, client, code!, now);
        var attempt = new AttemptId(new Guid(RandomNumberGenerator.GetBytes(16)));
        switch (await grants.RedeemAsync(grant, attempt, ct).ConfigureAwait(false))
        {
            case Redemption.Redeemed:
                return tokens.ForGrant(site, client, RefreshTokenOf(code!, grant), code!.Scope, now, grant.AccessTokensExpireAt);
            case Redemption.Replayed:
                events.Note(new SecurityEvent
                {
                    Kind = SecurityEventKind.CodeReplayed,
                    Site = site.Id,
                    At = now,
                    ClientId = client.Id,
                    Subject = code!.Subject.Value,
                    Grant = grant.Id.Value,
                });
                // Before the answer, and whether or not the caller waits for it: whoever got the first tokens must not use them any more.
                await feed.CatchUpAsync(CancellationToken.None).ConfigureAwait(false);
                return ProtocolError.InvalidGrant("The authorization code was redeemed before. Everything that it gave has been ended.");
            case Redemption.Refused:
                return ProtocolError.InvalidGrant("The authorization code has been ended: the user, the application or the session is not what it was.");
            default:
                throw new UnreachableException();
        }
    }

    private static Grant GrantOf(Site site, Client client, Model.Handles.AuthorizationCode code, DateTimeOffset now)
    {
        var expiresAt = now + client.RefreshAbsolute;
        var accessTokens = TokenIssuer.AccessTokenExpiry(client, now, expiresAt);
        var idle = now + GrantLifetimes.UntilFirstRefresh;
        if (idle > expiresAt) idle = expiresAt;
        return new Grant
        {
            Site = site.Id,
            Id = code.Grant,
            ClientId = client.Id,
            Subject = code.Subject,
            Session = code.Session,
            Scope = code.Scope,
            Epochs = code.Epochs,
            CreatedAt = now,
            RotatedAt = now,
            CodeExpiresAt = code.ExpiresAt,
            AccessTokensExpireAt = accessTokens,
            IdleExpiresAt = idle,
            ExpiresAt = expiresAt,
            KeepUntil = GrantLifetimes.KeepWhileAlive(code.ExpiresAt, accessTokens, idle),
        };
    }

    private static Model.Handles.RefreshToken RefreshTokenOf(Model.Handles.AuthorizationCode code, Grant grant) => new()
    {
        Grant = grant.Id,
        Generation = grant.Generation,
        ClientId = code.ClientId,
        Subject = code.Subject,
        RedirectUriHash = code.RedirectUriHash,
        Scope = code.Scope,
        Resources = code.Resources,
        KeyThumbprint = code.KeyThumbprint,
        Epochs = code.Epochs,
        ExpiresAt = grant.ExpiresAt,
    };
}

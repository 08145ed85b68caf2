using System.Diagnostics;
using System.Security.Cryptography;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token.RefreshToken;

/// <summary>Refreshes (RFC 6749 §6): all rules, then one conditional statement that moves the generation (W-45).</summary>
public sealed class TokenRefresh(
    SealedHandles handles, IGrantStore grants, TokenIssuer tokens, ChangeFollower feed, ISecurityEvents events, TimeProvider clock)
{
    internal async Task<Outcome<TokenResponse>> RotateAsync(Site site, Client client, TokenRequest.RefreshToken request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = handles.OpenRefreshToken(site.Id, request.Token);
        if (RefreshTokenRules.InOrder.FirstRefusal(new(client, request, token, now)) is { } refusal) return refusal;

        var expiresAt = TokenIssuer.AccessTokenExpiry(client, now, token!.ExpiresAt);
        var rotation = await grants.RotateAsync(AskFor(site, client, token, expiresAt, now), ct).ConfigureAwait(false);
        switch (rotation.Result)
        {
            case RotationResult.MovedForward:
                Note(SecurityEventKind.GenerationAhead, site, token, now);
                goto case RotationResult.Rotated;
            case RotationResult.Rotated:
                return Answer(site, client, request, token, rotation, now, expiresAt);
            case RotationResult.Retried:
                // The row is not touched, so the token must not outlive what the row covers.
                return Answer(site, client, request, token, rotation, now,
                    expiresAt < rotation.AccessTokensExpireAt ? expiresAt : rotation.AccessTokensExpireAt);
            case RotationResult.Replayed:
                Note(SecurityEventKind.RefreshTokenReplayed, site, token, now);
                await feed.CatchUpAsync(CancellationToken.None).ConfigureAwait(false);
                return ProtocolError.InvalidGrant("The refresh token was used before. Its whole grant has been ended, and the user must sign in again.");
            case RotationResult.Dead:
                return ProtocolError.InvalidGrant("The refresh token has been ended or has expired. The user must sign in again.");
            default:
                throw new UnreachableException();
        }
    }

    private static RotationRequest AskFor(Site site, Client client, Model.Handles.RefreshToken token, DateTimeOffset expiresAt, DateTimeOffset now) => new()
    {
        Site = site.Id,
        Grant = token.Grant,
        Generation = token.Generation,
        Epochs = token.Epochs,
        Now = now,
        Grace = client.RefreshGrace,
        AccessTokenExpiresAt = expiresAt,
        IdleExpiresAt = now + client.RefreshIdle,
        Attempt = new AttemptId(new Guid(RandomNumberGenerator.GetBytes(16))),
    };

    private TokenResponse Answer(Site site, Client client, TokenRequest.RefreshToken request, Model.Handles.RefreshToken token,
        Rotation rotation, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        // The refresh token keeps the full scope; only the access token is narrowed (W-84).
        var scope = ScopeSet.TryParse(request.Scope ?? "", out var asked) && !asked.IsEmpty ? asked.ToString() : token.Scope;
        return tokens.ForGrant(site, client, token with { Generation = rotation.Generation }, scope, now, expiresAt);
    }

    private void Note(SecurityEventKind kind, Site site, Model.Handles.RefreshToken token, DateTimeOffset now) => events.Note(new SecurityEvent
    {
        Kind = kind,
        Site = site.Id,
        At = now,
        ClientId = token.ClientId,
        Subject = token.Subject.Value,
        Grant = token.Grant.Value,
    });
}

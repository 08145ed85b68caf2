using System.Collections.Immutable;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Pkce;
using Vestibule.Engine.Model.RedirectUris;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token.AuthorizationCode;

/// <summary>The rules for redeeming a code. All are asked before anything is written, so a try that fails one does not spend the code (W-42),
/// and only a caller that passes all of them can end a grant by replay (W-83).</summary>
internal static class AuthorizationCodeRules
{
    internal static readonly ImmutableArray<Rule<Input>> InOrder =
        [ClientMayUseCodes, CodeIsOurs, IssuedToThisClient, NotExpired, RedirectUriIdentical, VerifierMatchesChallenge, ScopeIsTheSame];

    /// <summary>This kind of client gets codes.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 §5.2</see>.</remarks>
    internal static ProtocolError? ClientMayUseCodes(Input input) =>
        input.Client.MayUseCodes ? null : ProtocolError.UnauthorizedClient("This application may not redeem authorization codes.");

    /// <summary>The code is one that this site issued, whole and unaltered.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 §5.2</see>.</remarks>
    internal static ProtocolError? CodeIsOurs(Input input) =>
        input.Code is not null ? null : ProtocolError.InvalidGrant("The authorization code is not one that this site issued.");

    /// <summary>The code was issued to the client that presents it.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 §4.1.3</see>, W-42.</remarks>
    internal static ProtocolError? IssuedToThisClient(Input input) =>
        string.Equals(input.Code!.ClientId, input.Client.Id, StringComparison.Ordinal)
            ? null : ProtocolError.InvalidGrant("The authorization code was issued to another application.");

    /// <summary>The code is not past its life of 5 minutes.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 §4.1.2</see>, W-42.</remarks>
    internal static ProtocolError? NotExpired(Input input) =>
        input.Now < input.Code!.ExpiresAt ? null : ProtocolError.InvalidGrant("The authorization code has expired. It lives for 5 minutes.");

    /// <summary>The redirect URI is the one to which the code was sent.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 §4.1.3</see>, W-43.</remarks>
    internal static ProtocolError? RedirectUriIdentical(Input input) =>
        input.Request.RedirectUri is { } uri && RedirectUri.HasHash(uri, input.Code!.RedirectUriHash.Span)
            ? null : ProtocolError.InvalidGrant("The redirect URI is missing or not the one to which the code was sent.");

    /// <summary>The verifier hashes to the challenge; no verifier without a challenge, no challenge without a verifier.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.6">RFC 7636 §4.6</see>,
    /// <see href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1">RFC 9700 §2.1.1</see>, W-25.</remarks>
    internal static ProtocolError? VerifierMatchesChallenge(Input input) => (input.Code!.CodeChallenge, input.Request.Verifier) switch
    {
        (null, null) => null,
        (null, _) => ProtocolError.InvalidGrant("A code verifier came, but the code was asked for without a code challenge."),
        (_, null) => ProtocolError.InvalidGrant("The code verifier is missing."),
        ({ } challenge, { } verifier) => CodeChallenge.Matches(verifier, challenge.Span)
            ? null : ProtocolError.InvalidGrant("The code verifier does not match the code challenge."),
    };

    /// <summary>A scope that is named is the code's. An empty one names none: the vendor's module sends it whatever it asked for.</summary>
    /// <remarks>W-20, W-43.</remarks>
    internal static ProtocolError? ScopeIsTheSame(Input input) =>
        string.IsNullOrEmpty(input.Request.Scope)
            || (ScopeSet.TryParse(input.Request.Scope, out var asked) && ScopeSet.TryParse(input.Code!.Scope, out var sealedScope) && asked.SameAs(sealedScope))
            ? null : ProtocolError.InvalidScope("The scope is not the one with which the code was asked for.");

    /// <summary>What the rules look at.</summary>
    /// <param name="Client">The authenticated client.</param>
    /// <param name="Request">The request.</param>
    /// <param name="Code">The code's contents; null when it did not open.</param>
    /// <param name="Now">Now.</param>
    internal sealed record Input(Client Client, TokenRequest.AuthorizationCode Request, Model.Handles.AuthorizationCode? Code, DateTimeOffset Now);
}

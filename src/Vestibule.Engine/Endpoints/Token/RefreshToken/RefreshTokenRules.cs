using System.Collections.Immutable;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.RedirectUris;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token.RefreshToken;

/// <summary>The rules for a refresh. All are asked before the one statement that decides about the generation.</summary>
internal static class RefreshTokenRules
{
    internal static readonly ImmutableArray<Rule<Input>> InOrder =
        [TokenIsOurs, IssuedToThisClient, NotExpired, RedirectUriIsTheSame, ScopeIsWellFormed, ScopeIsNotWider];

    /// <summary>The token is one that this site issued, whole and unaltered.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 §6</see>.</remarks>
    internal static ProtocolError? TokenIsOurs(Input input) =>
        input.Token is not null ? null : ProtocolError.InvalidGrant("The refresh token is not one that this site issued.");

    /// <summary>The token was issued to the client that presents it.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 §6</see>, W-45.</remarks>
    internal static ProtocolError? IssuedToThisClient(Input input) =>
        string.Equals(input.Token!.ClientId, input.Client.Id, StringComparison.Ordinal)
            ? null : ProtocolError.InvalidGrant("The refresh token was issued to another application.");

    /// <summary>The grant is not past its absolute life.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 §4.14.2</see>, S-5.</remarks>
    internal static ProtocolError? NotExpired(Input input) =>
        input.Now < input.Token!.ExpiresAt ? null : ProtocolError.InvalidGrant("The refresh token has expired. The user must sign in again.");

    /// <summary>A redirect URI that is named is the one of the authorization.</summary>
    /// <remarks>W-44.</remarks>
    internal static ProtocolError? RedirectUriIsTheSame(Input input) =>
        string.IsNullOrEmpty(input.Request.RedirectUri) || RedirectUri.HasHash(input.Request.RedirectUri, input.Token!.RedirectUriHash.Span)
            ? null : ProtocolError.InvalidGrant("The redirect URI is not the one of the authorization.");

    /// <summary>A scope that is named is one.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 §3.3</see>, W-82.</remarks>
    internal static ProtocolError? ScopeIsWellFormed(Input input) =>
        ScopeSet.TryParse(input.Request.Scope ?? "", out _)
            ? null : ProtocolError.InvalidScope("The scope must be scope tokens separated by blanks, at most 100 tokens and 1000 characters.");

    /// <summary>The scope is the grant's or narrower; absent or empty means the whole of it.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 §6</see>, W-44, W-84.</remarks>
    internal static ProtocolError? ScopeIsNotWider(Input input) =>
        ScopeSet.TryParse(input.Request.Scope ?? "", out var asked) && ScopeSet.TryParse(input.Token!.Scope, out var granted) && asked.IsWithin(granted)
            ? null : ProtocolError.InvalidScope("The scope is wider than the one that was granted.");

    /// <summary>What the rules look at.</summary>
    /// <param name="Client">The authenticated client.</param>
    /// <param name="Request">The request.</param>
    /// <param name="Token">The token's contents; null when it did not open.</param>
    /// <param name="Now">Now.</param>
    internal sealed record Input(Client Client, TokenRequest.RefreshToken Request, Model.Handles.RefreshToken? Token, DateTimeOffset Now);
}

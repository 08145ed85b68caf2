using System.Collections.Immutable;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Pkce;
using Vestibule.Engine.Model.RedirectUris;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>The rules of an authorization request, in the order in which they are asked.</summary>
internal static class AuthorizeRules
{
    /// <summary>While one of these fails there is nowhere to send an answer to.</summary>
    internal static readonly ImmutableArray<Rule<Input>> BeforeTheRedirectUriIsTrusted = [ClientIsKnown, RedirectUriIsRegistered];

    /// <summary>Their refusals go to the redirect URI.</summary>
    internal static readonly ImmutableArray<Rule<Input>> Afterwards =
    [
        ParametersAreReadable, ResponseTypeIsCode, ClientMayUseCodes, ClientMayGoHeadless, PromptIsKnown, ScopeIsWellFormed, ScopeIsRegistered,
        ChallengeMethodIsS256, ChallengeIsWellFormed, ChallengeIsThereWhereRequired,
    ];

    /// <summary>The client is registered at this site and enabled.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749 §4.1.2.1</see>, W-22, W-31.</remarks>
    internal static ProtocolError? ClientIsKnown(Input input) =>
        input.Client is { Enabled: true } ? null : ProtocolError.InvalidClient("No application with this client id is registered here.");

    /// <summary>The redirect URI is one of the client's, compared exactly; only a native application's loopback port may vary, and such a client is public.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.1.3">RFC 9700 §4.1.3</see>, W-13, W-22.</remarks>
    internal static ProtocolError? RedirectUriIsRegistered(Input input) =>
        input.Client!.RedirectUris.Any(registered => string.Equals(registered, input.Request.RedirectUri, StringComparison.Ordinal)
            || (input.Client.Type == ClientType.Public && RedirectUri.Matches(registered, input.Request.RedirectUri)))
            ? null : ProtocolError.InvalidRequest("The redirect URI is not registered for this application. It must match exactly.");

    /// <summary>No parameter stands there twice, is too long or holds control characters.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749 §4.1.2.1</see>, W-22.</remarks>
    internal static ProtocolError? ParametersAreReadable(Input input) => input.Request.Unreadable;

    /// <summary>The response type is <c>code</c>; the implicit grant is not offered.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2">RFC 9700 §2.1.2</see>, W-70.</remarks>
    internal static ProtocolError? ResponseTypeIsCode(Input input) =>
        input.Request.ResponseType == "code" ? null : ProtocolError.UnsupportedResponseType("The response type must be code.");

    /// <summary>People can sign in to this kind of client.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749 §4.1.2.1</see>.</remarks>
    internal static ProtocolError? ClientMayUseCodes(Input input) =>
        input.Client!.MayUseCodes ? null : ProtocolError.UnauthorizedClient("This application may not ask for authorization codes.");

    /// <summary>A password instead of a browser only where the operator allows it, for the client and for the site.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9700#section-2.4">RFC 9700 §2.4</see>, W-32.</remarks>
    internal static ProtocolError? ClientMayGoHeadless(Input input) =>
        !input.Request.Headless || (input.Client!.HeadlessAuthorization && input.Site.HeadlessAuthorization)
            ? null : ProtocolError.UnauthorizedClient("This application may not ask for a code without a browser. An operator can allow it.");

    /// <summary><c>prompt</c> holds only values that mean something here, and <c>none</c> stands alone.</summary>
    /// <remarks><see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core §3.1.2.1</see>, W-24.</remarks>
    internal static ProtocolError? PromptIsKnown(Input input)
    {
        var prompts = PromptsOf(input.Request);
        return prompts.All(prompt => prompt is "login" or "none" or "select_account") && (prompts.Length < 2 || !prompts.Contains("none"))
            ? null : ProtocolError.InvalidRequest("The value of prompt is not known, or none stands beside another.");
    }

    /// <summary>The scope is blank-separated scope tokens, and not too many.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 §3.3</see>, W-26, W-82.</remarks>
    internal static ProtocolError? ScopeIsWellFormed(Input input) =>
        input.Scope is not null ? null
            : ProtocolError.InvalidScope("The scope must be scope tokens separated by blanks, at most 100 tokens and 1000 characters.");

    /// <summary>A client with registered scopes gets only those.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 §3.3</see>, W-26.</remarks>
    internal static ProtocolError? ScopeIsRegistered(Input input) =>
        input.Client!.Scopes.IsEmpty || input.Scope!.IsWithin(ScopeSet.Of(input.Client.Scopes))
            ? null : ProtocolError.InvalidScope("The scope holds a token that is not registered for this application.");

    /// <summary>The challenge method is S256; <c>plain</c>, also by leaving the method out, protects nothing.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.4.1">RFC 7636 §4.4.1</see>, W-25.</remarks>
    internal static ProtocolError? ChallengeMethodIsS256(Input input) =>
        (input.Request.CodeChallenge, input.Request.CodeChallengeMethod) is (null, null) or (not null, CodeChallenge.Method)
            ? null : ProtocolError.InvalidRequest("code_challenge and code_challenge_method=S256 go together.");

    /// <summary>The challenge is the base64url of 32 bytes.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.2">RFC 7636 §4.2</see>.</remarks>
    internal static ProtocolError? ChallengeIsWellFormed(Input input) =>
        input.Request.CodeChallenge is null || input.CodeChallenge is not null
            ? null : ProtocolError.InvalidRequest("code_challenge must be the base64url of a SHA-256 hash: 43 characters.");

    /// <summary>A client that must use PKCE does.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1">RFC 9700 §2.1.1</see>, W-25, W-80.</remarks>
    internal static ProtocolError? ChallengeIsThereWhereRequired(Input input) =>
        !input.Client!.RequirePkce || input.CodeChallenge is not null
            ? null : ProtocolError.InvalidRequest("This application must use PKCE: code_challenge is missing.");

    /// <summary>The values of <c>prompt</c>.</summary>
    internal static string[] PromptsOf(AuthorizeRequest request) => request.Prompt?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What the rules look at.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="Client">The client that the request names; null when there is none.</param>
    /// <param name="Request">The request.</param>
    /// <param name="Scope">Its scope; null when it is not one.</param>
    /// <param name="CodeChallenge">Its challenge; null when absent or not one.</param>
    internal sealed record Input(Site Site, Client? Client, AuthorizeRequest Request, ScopeSet? Scope, byte[]? CodeChallenge);
}

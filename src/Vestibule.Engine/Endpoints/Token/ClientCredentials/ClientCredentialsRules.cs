using System.Collections.Immutable;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Token.ClientCredentials;

/// <summary>The rules for a client that acts for itself.</summary>
internal static class ClientCredentialsRules
{
    internal static readonly ImmutableArray<Rule<Input>> InOrder = [ClientMayActForItself, ScopeIsWellFormed, ScopeIsRegistered];

    /// <summary>The client is confidential, and the operator allows it this grant.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 §4.4</see>, W-47.</remarks>
    internal static ProtocolError? ClientMayActForItself(Input input) =>
        input.Client is { IsConfidential: true, MayUseClientCredentials: true }
            ? null : ProtocolError.UnauthorizedClient("This application may not ask for tokens of its own.");

    /// <summary>The scope is blank-separated scope tokens, and not too many.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 §3.3</see>, W-82.</remarks>
    internal static ProtocolError? ScopeIsWellFormed(Input input) =>
        input.Scope is not null
            ? null : ProtocolError.InvalidScope("The scope must be scope tokens separated by blanks, at most 100 tokens and 1000 characters.");

    /// <summary>A client with registered scopes gets only those.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2">RFC 6749 §4.4.2</see>, W-26.</remarks>
    internal static ProtocolError? ScopeIsRegistered(Input input) =>
        input.Client.Scopes.IsEmpty || input.Scope!.IsWithin(ScopeSet.Of(input.Client.Scopes))
            ? null : ProtocolError.InvalidScope("The scope holds a token that is not registered for this application.");

    /// <summary>What the rules look at.</summary>
    /// <param name="Client">The authenticated client.</param>
    /// <param name="Scope">The scope; null when it is not one.</param>
    internal sealed record Input(Client Client, ScopeSet? Scope);
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Model.Clients;

/// <summary>Client authentication (RFC 6749 §2.3): which client calls, and whether it proved that.</summary>
public sealed class ClientAuthentication(ClientDirectory clients, ISecurityEvents events, TimeProvider clock)
{
    internal static readonly ImmutableArray<Rule<Input>> InOrder = [ClientIsKnown, PublicClientPresentsNoSecret, ConfidentialClientPresentsItsSecret];

    /// <summary>The client, or <c>invalid_client</c>.</summary>
    public async ValueTask<Outcome<Client>> AuthenticateAsync(Site site, PresentedClient presented, CancellationToken ct)
    {
        var client = await clients.FindAsync(site.Id, presented.ClientId, ct).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        if (InOrder.FirstRefusal(new Input(client, presented, now)) is not { } refusal) return client!;
        if (client is not null && presented.Secret is not null)
        {
            events.Note(new SecurityEvent { Kind = SecurityEventKind.ClientAuthenticationFailed, Site = site.Id, At = now, ClientId = client.Id });
        }

        return refusal;
    }

    /// <summary>The client is registered at this site and enabled.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 §5.2</see>, W-46.</remarks>
    internal static ProtocolError? ClientIsKnown(Input input) =>
        input.Client is { Enabled: true } ? null : ProtocolError.InvalidClient("No application with this client id is registered here.");

    /// <summary>A public client has no secret to present.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.1">RFC 6749 §2.1</see>, W-10.</remarks>
    internal static ProtocolError? PublicClientPresentsNoSecret(Input input) =>
        input.Client!.IsConfidential || input.Presented.Secret is null
            ? null : ProtocolError.InvalidClient("This application is public and has no secret: leave the client secret out.");

    /// <summary>A confidential client presents a secret of its own that has not expired.</summary>
    /// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 §2.3.1</see>, W-10, W-11.</remarks>
    internal static ProtocolError? ConfidentialClientPresentsItsSecret(Input input)
    {
        if (!input.Client!.IsConfidential) return null;
        if (input.Presented.Secret is not { } secret) return ProtocolError.InvalidClient("This application must present its client secret.");
        var hash = secret.Hash();
        var good = false;
        // Every secret is compared, so that the time tells nothing of which one it was.
        foreach (var known in input.Client.Secrets)
        {
            good |= CryptographicOperations.FixedTimeEquals(known.Hash.Span, hash) & (known.ExpiresAt is null || input.Now < known.ExpiresAt);
        }

        return good ? null : ProtocolError.InvalidClient("The client secret is wrong or has expired.");
    }

    /// <summary>What the rules look at.</summary>
    /// <param name="Client">The client that the caller names; null when there is none.</param>
    /// <param name="Presented">What the caller presents.</param>
    /// <param name="Now">Now.</param>
    internal sealed record Input(Client? Client, PresentedClient Presented, DateTimeOffset Now);
}

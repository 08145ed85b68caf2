using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>An authorization request as it came (RFC 6749 §4.1.1). The wire has settled presence, repetition and length; nothing else.</summary>
public sealed record AuthorizeRequest
{
    /// <summary><c>response_type</c>.</summary>
    public required string ResponseType { get; init; }

    /// <summary><c>client_id</c>.</summary>
    public required string ClientId { get; init; }

    /// <summary><c>redirect_uri</c>.</summary>
    public required string RedirectUri { get; init; }

    /// <summary><c>scope</c>; may be empty.</summary>
    public required string Scope { get; init; }

    /// <summary><c>state</c>; may be empty; null when absent.</summary>
    public string? State { get; init; }

    /// <summary><c>code_challenge</c> (RFC 7636 §4.3).</summary>
    public string? CodeChallenge { get; init; }

    /// <summary><c>code_challenge_method</c> (RFC 7636 §4.3).</summary>
    public string? CodeChallengeMethod { get; init; }

    /// <summary><c>nonce</c> (OpenID Connect Core §3.1.2.1).</summary>
    public string? Nonce { get; init; }

    /// <summary><c>prompt</c> (OpenID Connect Core §3.1.2.1), blank-separated.</summary>
    public string? Prompt { get; init; }

    /// <summary>What the wire could not read, where client and redirect URI are legible all the same: its refusal goes where the answer would go.</summary>
    public ProtocolError? Unreadable { get; init; }

    /// <summary>Whether the person's password comes with the request instead of a browser (W-30).</summary>
    public bool Headless { get; init; }
}

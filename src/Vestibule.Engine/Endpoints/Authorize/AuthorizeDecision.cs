using Vestibule.Engine.Outcomes;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>What the rules say of an authorization request before a person is asked.</summary>
public abstract record AuthorizeDecision
{
    private AuthorizeDecision()
    {
    }

    /// <summary>Show the error on a page of ours: the client or redirect URI is not one to send anything to (RFC 6749 §4.1.2.1, W-22).</summary>
    /// <param name="Error">The refusal.</param>
    public sealed record ShowError(ProtocolError Error) : AuthorizeDecision;

    /// <summary>Send the error to the redirect URI (RFC 6749 §4.1.2.1, W-22).</summary>
    /// <param name="Return">Where to.</param>
    /// <param name="Error">The refusal.</param>
    public sealed record SendError(AuthorizeReturn Return, ProtocolError Error) : AuthorizeDecision;

    /// <summary>Ask the person to sign in, or take the session that lives.</summary>
    /// <param name="Request">The request.</param>
    public sealed record Ask(ValidAuthorizeRequest Request) : AuthorizeDecision;
}

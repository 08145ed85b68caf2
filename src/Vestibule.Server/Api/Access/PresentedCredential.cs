using Vestibule.Engine.Model.Handles;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api.Access;

/// <summary>How a caller proves who they are; it decides the statuses of refusals (W-52).</summary>
internal enum CredentialCarrier
{
    /// <summary><c>Authorization: Bearer</c> (RFC 6750 §2.1).</summary>
    Bearer,

    /// <summary><c>x-access-token</c> or <c>x-auth-token</c> (W-51).</summary>
    TokenHeader,

    /// <summary><c>x-auth-username</c> and <c>x-auth-password</c> (W-51).</summary>
    PasswordHeaders,
}

/// <summary>The credential of a request, not yet checked.</summary>
internal abstract record PresentedCredential
{
    private PresentedCredential()
    {
    }

    /// <summary>An access token.</summary>
    /// <param name="Carrier">Where it stood.</param>
    /// <param name="Value">The token; anything up to the length limit.</param>
    internal sealed record Token(CredentialCarrier Carrier, Secret Value) : PresentedCredential;

    /// <summary>A name and a password.</summary>
    internal sealed record NameAndPassword(string UserName, Secret Password) : PresentedCredential;

    /// <summary>None, or none that can be looked at.</summary>
    internal sealed record Refused(ApiError Error) : PresentedCredential;
}

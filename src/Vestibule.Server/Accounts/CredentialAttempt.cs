using Vestibule.Engine.Model.Handles;

namespace Vestibule.Server.Accounts;

/// <summary>A name and a password that somebody presents, and from where.</summary>
internal sealed record CredentialAttempt
{
    /// <summary>The user name as typed.</summary>
    public required string UserName { get; init; }

    /// <summary>The password as typed.</summary>
    public required Secret Password { get; init; }

    /// <summary>The caller's address.</summary>
    public required string Address { get; init; }

    /// <summary>The application that hands the password over (W-30); null for a page, and for credentials on an API request.</summary>
    public string? ClientId { get; init; }

    /// <summary>The browser's mark from <see cref="CredentialGate.MarkBrowser"/>; null when it brings none.</summary>
    public Secret? KnownBrowser { get; init; }

    /// <summary>Whether the caller presents the password again with each request (W-51): its successes are then noted once an hour only.</summary>
    public bool WithEachRequest { get; init; }
}

using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Endpoints.Authorize;

/// <summary>An authorization request with the person's password (W-30).</summary>
public sealed record HeadlessRequest
{
    /// <summary>The client; a confidential one authenticates here too (W-32).</summary>
    public required PresentedClient Client { get; init; }

    /// <summary>The authorization asked for.</summary>
    public required AuthorizeRequest Authorize { get; init; }

    /// <summary>The name.</summary>
    public required string UserName { get; init; }

    /// <summary>The password.</summary>
    public required Secret Password { get; init; }

    /// <summary>The caller's address.</summary>
    public required string Address { get; init; }
}

using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Testing;

/// <summary>A client as registered for a test.</summary>
/// <param name="Client">The client.</param>
/// <param name="Secret">Its secret; null for a public client.</param>
public sealed record RegisteredClient(Client Client, Secret? Secret)
{
    /// <summary>Its id.</summary>
    public string Id => Client.Id;

    /// <summary>Its first redirect URI.</summary>
    public string RedirectUri => Client.RedirectUris[0];
}

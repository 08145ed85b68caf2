using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Model.Clients;

/// <summary>How a caller says which client it is.</summary>
/// <param name="ClientId">The client identifier.</param>
/// <param name="Secret">The secret; null when none came.</param>
/// <param name="Method">How the secret came.</param>
public sealed record PresentedClient(string ClientId, Secret? Secret, ClientAuthenticationMethod Method);

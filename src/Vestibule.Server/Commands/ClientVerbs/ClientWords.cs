using Vestibule.Engine.Model.Clients;

namespace Vestibule.Server.Commands.ClientVerbs;

/// <summary>The words for a client's settings.</summary>
internal static class ClientWords
{
    internal static readonly Words<ClientType> Type = new(
        ("public", ClientType.Public), ("web", ClientType.Web), ("service", ClientType.Service), ("device", ClientType.Device));

    internal static readonly Words<ClientAuthenticationMethod> AuthMethod = new(
        ("none", ClientAuthenticationMethod.None),
        ("client_secret_basic", ClientAuthenticationMethod.ClientSecretBasic),
        ("client_secret_post", ClientAuthenticationMethod.ClientSecretPost));

    internal static readonly Words<IntrospectionReach> Introspect = new(("own", IntrospectionReach.Own), ("any", IntrospectionReach.Any));

    internal static readonly Words<ExpiresInUnit> Unit = new(("milliseconds", ExpiresInUnit.Milliseconds), ("seconds", ExpiresInUnit.Seconds));

    internal static readonly Words<ResponseMode> Mode = new(("fragment", ResponseMode.Fragment), ("query", ResponseMode.Query));
}

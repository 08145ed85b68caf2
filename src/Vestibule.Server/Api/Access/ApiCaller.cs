using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Scopes;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Api.Access;

/// <summary>Who calls, after the credential was checked.</summary>
internal sealed record ApiCaller
{
    /// <summary>How they proved it.</summary>
    internal required CredentialCarrier Carrier { get; init; }

    /// <summary>The person; null when a client acts for itself (W-47).</summary>
    internal Subject? Subject { get; init; }

    /// <summary>The site's user types, as they are at this request.</summary>
    internal required IReadOnlyList<UserType> UserTypes { get; init; }

    /// <summary>The client that the token was given to; null for a name and password.</summary>
    internal Client? Client { get; init; }

    /// <summary>The token's scope.</summary>
    internal ScopeSet Scope { get; init; } = ScopeSet.Empty;

    /// <summary>Whether all fields of all people are theirs to see: by user type, or as a client that the operator gave the scopes of W-56.</summary>
    internal bool SeesAllFields => Subject is null || UserTypes.Any(type => type.Id == Subject.UserTypeId && type.Administers);

    /// <summary>Whether this is the person.</summary>
    internal bool Is(Subject subject) => Subject?.Id == subject.Id;
}

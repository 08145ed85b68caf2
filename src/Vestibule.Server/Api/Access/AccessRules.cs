using System.Diagnostics;

namespace Vestibule.Server.Api.Access;

/// <summary>What a route asks of its caller.</summary>
internal enum Need
{
    /// <summary>To be a person: <c>users/me</c>, which needs no scope (W-87).</summary>
    Oneself,

    /// <summary>To read the directory.</summary>
    ReadUsers,

    /// <summary>To create, change, delete and reset people.</summary>
    WriteUsers,
}

/// <summary>Why a caller may not.</summary>
/// <param name="Description">One sentence.</param>
/// <param name="Scope">The scope that is missing; null when it is a right of the person.</param>
internal sealed record AccessRefusal(string Description, string? Scope = null);

/// <summary>Who may do what (W-56, W-87).</summary>
internal static class AccessRules
{
    internal const string ReadScope = "users.read";
    internal const string WriteScope = "users.write";

    /// <summary>Why the caller may not; null when they may.</summary>
    internal static AccessRefusal? Check(ApiCaller caller, Need need) => need switch
    {
        Need.Oneself => null,
        Need.ReadUsers => HasScope(caller, ReadScope),
        Need.WriteUsers => HasScope(caller, WriteScope) ?? Administers(caller),
        _ => throw new UnreachableException(),
    };

    /// <summary>A client with registered scopes needs the scope; a client that acts for itself needs it registered, for it has no user type
    /// that would stand in, and an unregistered scope has no effect (W-26).</summary>
    private static AccessRefusal? HasScope(ApiCaller caller, string scope)
    {
        if (caller.Client is not { } client) return null;
        if (client.Scopes.IsEmpty && caller.Subject is not null) return null;
        return caller.Scope.Contains(scope) && client.Scopes.Contains(scope, StringComparer.Ordinal)
            ? null : new AccessRefusal(client.Scopes.Contains(scope, StringComparer.Ordinal)
                ? $"This needs the scope {scope}." : $"This needs the scope {scope}, which an operator has to register for the application.", scope);
    }

    /// <summary>A client that acts for itself leaves alone those who administer, and makes nobody one of them: its scope is a right over the directory,
    /// not over the site.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="userTypes">The user types that are touched or given.</param>
    internal static AccessRefusal? LeavesAdministratorsAlone(ApiCaller caller, params ReadOnlySpan<long> userTypes)
    {
        if (caller.Subject is not null) return null;
        foreach (var touched in userTypes)
        {
            if (caller.UserTypes.Any(type => type.Id == touched && type.Administers)) return new AccessRefusal("An application that acts for itself cannot touch users who administer.");
        }

        return null;
    }

    /// <summary>A person's user type must have the administration right.</summary>
    internal static AccessRefusal? Administers(ApiCaller caller) =>
        caller.SeesAllFields ? null : new AccessRefusal("This needs a user type that administers.");
}

using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>A person to be made.</summary>
internal sealed record NewSubject
{
    /// <summary>The name to sign in with.</summary>
    public required string UserName { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The password; null for a person who cannot sign in with one yet.</summary>
    public Secret? Password { get; init; }

    /// <summary>The user type: 1 is "Employee", 2 "Administrator" on every new site.</summary>
    public long UserTypeId { get; init; } = 1;

    /// <summary>What the API shows of the person.</summary>
    public required SubjectProfile Profile { get; init; }

    /// <summary>Whether the person may sign in.</summary>
    public bool Enabled { get; init; } = true;
}

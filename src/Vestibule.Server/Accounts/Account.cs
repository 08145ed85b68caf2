using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>A person as Identity handles one: it sets names and hashes on its users, and our record does not change, so this holds the record that is current.</summary>
internal sealed class Account(Subject subject)
{
    /// <summary>The record.</summary>
    internal Subject Subject { get; set; } = subject;

    /// <summary>The user name in the form in which it is compared; the store derives its own from the record.</summary>
    internal string? NormalizedUserName { get; set; }

    /// <summary>Whether the next update ends everything that was handed out for the person (S-7).</summary>
    internal bool EndEverything { get; set; }
}

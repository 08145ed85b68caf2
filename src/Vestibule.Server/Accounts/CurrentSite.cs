using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Accounts;

/// <summary>The site whose people Identity looks up in this scope. This room's entry points set it from the site that they are given; Identity's look-ups carry none.</summary>
internal sealed class CurrentSite
{
    private SiteId? value;

    internal SiteId Value
    {
        get => value ?? throw new InvalidOperationException("No site was set for this scope; go through CredentialGate or SubjectAccounts.");
        set => this.value = value;
    }
}

using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Commands;

/// <summary>The security events of one verb, for the audit table. A verb has no log, and it waits for the disk.</summary>
internal sealed class VerbEvents : ISecurityEvents
{
    private readonly List<SecurityEvent> happened = [];

    public void Note(SecurityEvent happened) => this.happened.Add(happened);

    /// <summary>Stores them, also when the verb was interrupted after its work.</summary>
    internal async Task StoreAsync(IAuditStore audit)
    {
        if (happened.Count > 0) await audit.AppendAsync(happened, CancellationToken.None);
    }
}

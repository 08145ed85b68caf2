namespace Vestibule.Engine.Model.Audit;

/// <summary>Where security events go.</summary>
public interface ISecurityEvents
{
    /// <summary>Notes an event: in the log at once, in the audit table soon. It never fails the caller and never waits for the disk.</summary>
    void Note(SecurityEvent happened);
}

/// <summary>The audit table.</summary>
public interface IAuditStore
{
    /// <summary>Appends events.</summary>
    Task AppendAsync(IReadOnlyList<SecurityEvent> events, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> events that happened before a time; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>The newest events of a site, newest first.</summary>
    Task<IReadOnlyList<SecurityEvent>> ListAsync(Sites.SiteId site, int limit, CancellationToken ct);

    /// <summary>How many events of one kind there were since a time, by client; without those that name none.</summary>
    Task<IReadOnlyDictionary<string, long>> CountByClientAsync(Sites.SiteId site, SecurityEventKind kind, DateTimeOffset since, CancellationToken ct);
}

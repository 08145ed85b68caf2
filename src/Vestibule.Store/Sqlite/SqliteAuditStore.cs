using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Store.Sqlite;

/// <summary>The audit table in SQLite.</summary>
internal sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    private const string Insert = """
        INSERT INTO audit (site_id, happened_at, ordinal, kind, user_id, client_id, grant_id, address)
        VALUES (@site, @at, (SELECT coalesce(max(ordinal), 0) + 1 FROM audit WHERE site_id = @site AND happened_at = @at), @kind, @user, @client, @grant,
          @address)
        """;

    private const string Select = """
        SELECT kind, happened_at, user_id, client_id, grant_id, address FROM audit
        WHERE site_id = @site ORDER BY happened_at DESC, ordinal DESC LIMIT @limit
        """;

    private const string Count = """
        SELECT client_id, count(*) FROM audit
        WHERE site_id = @site AND happened_at >= @since AND kind = @kind AND client_id IS NOT NULL GROUP BY client_id
        """;

    /// <summary>Steps from site to site by the key, so that nothing is read but what is deleted; a site that is gone has events too.</summary>
    private const string DeletePast = """
        WITH RECURSIVE of(site) AS (
          SELECT min(site_id) FROM audit
          UNION ALL SELECT (SELECT min(site_id) FROM audit WHERE site_id > of.site) FROM of WHERE of.site IS NOT NULL)
        DELETE FROM audit WHERE (site_id, happened_at, ordinal) IN (
          SELECT a.site_id, a.happened_at, a.ordinal FROM of CROSS JOIN audit a
          WHERE a.site_id = of.site AND a.happened_at < @before LIMIT @limit)
        """;

    public Task<int> DeletePastAsync(DateTimeOffset before, int limit, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var delete = line.Use(DeletePast).Bind("@before", before).Bind("@limit", limit);
        return delete.Run();
    }, WriteTraits.Repeatable, ct);

    public Task AppendAsync(IReadOnlyList<SecurityEvent> events, CancellationToken ct) => database.WriteAsync(line =>
    {
        foreach (var happened in events)
        {
            using var insert = line.Use(Insert)
                .Bind("@site", happened.Site.Value).Bind("@at", happened.At).Bind("@kind", (long)happened.Kind).Bind("@user", happened.Subject)
                .Bind("@client", happened.ClientId).Bind("@grant", happened.Grant).Bind("@address", happened.Address);
            insert.Run();
        }

        return events.Count;
    }, WriteTraits.ManyStatements, ct);

    public Task<IReadOnlyList<SecurityEvent>> ListAsync(SiteId site, int limit, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var newest = line.Use(Select).Bind("@site", site.Value).Bind("@limit", Math.Max(limit, 0));
        return newest.All(row => new SecurityEvent
        {
            Kind = (SecurityEventKind)row.Small(0),
            Site = site,
            At = row.Time(1),
            Subject = row.IdOrNull(2),
            ClientId = row.TextOrNull(3),
            Grant = row.IdOrNull(4),
            Address = row.TextOrNull(5),
        });
    }, ct);

    public Task<IReadOnlyDictionary<string, long>> CountByClientAsync(SiteId site, SecurityEventKind kind, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(line =>
        {
            using var counts = line.Use(Count).Bind("@site", site.Value).Bind("@since", since).Bind("@kind", (long)kind);
            return counts.All(row => (Client: row.Text(0), Times: row.Number(1))).ToDictionary(one => one.Client, one => one.Times, StringComparer.Ordinal);
        }, ct);
}

using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>Known callers in SQLite.</summary>
internal sealed class SqliteKnownCallerStore(SqliteDatabase database) : IKnownCallerStore
{
    private const string Upsert = """
        INSERT INTO known_callers (site_id, caller_hash, expires_at)
        SELECT site_id, @hash, @expires FROM sites WHERE site_id = @site
        ON CONFLICT (site_id, caller_hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)
        """;

    private const string DeletePast = """
        DELETE FROM known_callers WHERE (site_id, caller_hash) IN (
          SELECT k.site_id, k.caller_hash FROM sites s CROSS JOIN known_callers k
          WHERE k.site_id = s.site_id AND k.expires_at <= @now LIMIT @limit)
        """;

    public Task<bool> IsKnownAsync(SiteId site, ReadOnlyMemory<byte> callerHash, DateTimeOffset now, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use("SELECT 1 FROM known_callers WHERE site_id = @site AND caller_hash = @hash AND expires_at > @now")
            .Bind("@site", site.Value).Bind("@hash", callerHash.Span).Bind("@now", now);
        return one.Step();
    }, ct);

    public Task RememberAsync(SiteId site, ReadOnlyMemory<byte> callerHash, DateTimeOffset expiresAt, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var upsert = line.Use(Upsert).Bind("@hash", callerHash.Span).Bind("@expires", expiresAt).Bind("@site", site.Value);
        return upsert.Run();
    }, WriteTraits.Repeatable, ct);

    public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var delete = line.Use(DeletePast).Bind("@now", now).Bind("@limit", limit);
        return delete.Run();
    }, WriteTraits.Repeatable, ct);
}

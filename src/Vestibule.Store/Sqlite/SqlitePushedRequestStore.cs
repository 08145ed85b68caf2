using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Store.Sqlite;

/// <summary>Parked contents in SQLite.</summary>
internal sealed class SqlitePushedRequestStore(SqliteDatabase database, TimeProvider time) : IPushedRequestStore
{
    private const string DeletePast = """
        DELETE FROM pushed_requests WHERE (site_id, request_id) IN (
          SELECT p.site_id, p.request_id FROM sites s CROSS JOIN pushed_requests p
          WHERE p.site_id = s.site_id AND p.expires_at <= @now LIMIT @limit)
        """;

    public async Task<Guid> ParkAsync(SiteId site, ReadOnlyMemory<byte> contents, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await database.WriteAsync(line =>
        {
            using var insert = line.Use("""
                INSERT INTO pushed_requests (site_id, request_id, contents, expires_at) VALUES (@site, @id, @contents, @expires)
                ON CONFLICT (site_id, request_id) DO NOTHING -- Our own retry: nobody else makes this id.
                """)
                .Bind("@site", site.Value).Bind("@id", id).Bind("@contents", contents.Span).Bind("@expires", expiresAt);
            return insert.Run();
        }, WriteTraits.Repeatable, ct).ConfigureAwait(false);
        return id;
    }

    public Task<byte[]?> FindAsync(SiteId site, Guid id, DateTimeOffset now, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use("SELECT contents FROM pushed_requests WHERE site_id = @site AND request_id = @id AND expires_at > @now")
            .Bind("@site", site.Value).Bind("@id", id).Bind("@now", now);
        return one.First(row => row.Bytes(0));
    }, ct);

    public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var delete = line.Use(DeletePast).Bind("@now", now).Bind("@limit", limit);
        return delete.Run();
    }, WriteTraits.Repeatable, ct);
}

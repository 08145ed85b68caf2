using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Store.Sqlite;

/// <summary>The change feed in SQLite. Its rows are written by triggers.</summary>
/// <remarks>A write lock for the whole database makes the order of numbers the order of commits, so a reader that goes by number skips nothing.</remarks>
internal sealed class SqliteChangeFeed(SqliteDatabase database) : IChangeFeed
{
    private const string DeletePast = "DELETE FROM changes WHERE seq IN (SELECT seq FROM changes WHERE expires_at <= @now ORDER BY expires_at LIMIT @limit)";

    public Task<IReadOnlyList<Change>> ReadAfterAsync(long sequence, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var rows = line.Use("SELECT seq, kind, site_id, subject, value, expires_at FROM changes WHERE seq > @after ORDER BY seq")
            .Bind("@after", sequence);
        return rows.All(row => new Change(row.Number(0), (ChangeKind)row.Small(1), row.IsNull(2) ? null : new SiteId(row.Id(2)), row.Text(3),
            row.Small(4), row.Time(5)));
    }, ct);

    public Task<long> ReadMarkAsync(CancellationToken ct) => Task.FromResult(database.ReadMark());

    public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var delete = line.Use(DeletePast).Bind("@now", now).Bind("@limit", limit);
        return delete.Run();
    }, WriteTraits.Repeatable, ct);
}

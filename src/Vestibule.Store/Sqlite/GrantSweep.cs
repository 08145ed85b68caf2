using Vestibule.Engine.Model.Grants;

namespace Vestibule.Store.Sqlite;

/// <summary>Takes away the grants that nothing can name any more, in small batches, and ends those over the cap.</summary>
internal sealed class GrantSweep(SqliteDatabase database)
{
    private const int Stretch = 20_000;

    private readonly Lock keeping = new();
    private Key last;

    internal async Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        var ended = await database.WriteAsync(line =>
        {
            using var delete = line.Use(GrantSql.DeleteEnded).Bind("@now", now).Bind("@limit", limit);
            return delete.Run();
        }, WriteTraits.Repeatable, ct).ConfigureAwait(false);
        return ended + (ended < limit ? await DeleteExpiredAsync(now, limit - ended, ct).ConfigureAwait(false) : 0);
    }

    internal async Task<int> EndOverCapAsync(int cap, DateTimeOffset now, CancellationToken ct)
    {
        var crowds = await database.ReadAsync(line =>
        {
            using var all = line.Use(GrantSql.Crowded).Bind("@cap", cap);
            return all.All(row => (Site: row.Id(0), User: row.Id(1), Client: row.Text(2)));
        }, ct).ConfigureAwait(false);
        var ended = 0;
        foreach (var crowd in crowds)
        {
            ended += await database.WriteAsync(line =>
            {
                using var end = line.Use(GrantSql.EndOverCap)
                    .Bind("@now", now).Bind("@reason", (long)EndReason.OverCap).Bind("@keep", GrantLifetimes.Keep).Bind("@cap", cap)
                    .Bind("@site", crowd.Site).Bind("@user", crowd.User).Bind("@client", crowd.Client);
                return end.Run();
            }, WriteTraits.Repeatable, ct).ConfigureAwait(false);
        }

        return ended;
    }

    // The walk goes on where the last call stopped and begins anew at the end. It reads beside the writer; only what is found costs a write.
    private async Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        Key from;
        lock (keeping) from = last;
        var (found, next) = await database.ReadAsync(line => Walk(line, from, now, limit), ct).ConfigureAwait(false);
        lock (keeping) last = next;
        return found.Count == 0
            ? 0
            : await database.WriteAsync(line => Delete(line, found, now), WriteTraits.ManyStatements | WriteTraits.Repeatable, ct).ConfigureAwait(false);
    }

    private static (List<Key> Found, Key Next) Walk(SqliteLine line, Key from, DateTimeOffset now, int limit)
    {
        var found = new List<Key>();
        var at = from;
        var seen = 0;
        using var rows = line.Use(GrantSql.Walk).Bind("@site", from.Site).Bind("@grant", from.Grant).Bind("@now", now).Bind("@stretch", Stretch);
        while (found.Count < limit && rows.Step())
        {
            seen++;
            at = new Key(rows.Id(0), rows.Id(1));
            if (rows.Flag(2)) found.Add(at);
        }

        return (found, found.Count < limit && seen < Stretch ? default : at);
    }

    private static int Delete(SqliteLine line, List<Key> found, DateTimeOffset now)
    {
        var deleted = 0;
        foreach (var key in found)
        {
            using var delete = line.Use(GrantSql.DeleteExpired).Bind("@site", key.Site).Bind("@grant", key.Grant).Bind("@now", now);
            deleted += delete.Run();
        }

        return deleted;
    }

    private readonly record struct Key(Guid Site, Guid Grant);
}

using Vestibule.Engine.Model.Keys;

namespace Vestibule.Store.Sqlite;

/// <summary>The key ring in SQLite.</summary>
internal sealed class SqliteKeyStore(SqliteDatabase database, TimeProvider time) : IKeyStore
{
    public IReadOnlyList<string> ReadAll() => database.Read(line =>
    {
        using var all = line.Use("SELECT wrapped FROM keys ORDER BY key_id");
        return all.All(row => row.Text(0));
    });

    // The port is synchronous because Data Protection's is. The writer has a thread of its own, so waiting for it here cannot block it.
    public void Add(string friendlyName, string wrapped) => database.WriteAsync(line =>
    {
        using var insert = line.Use("INSERT INTO keys (friendly_name, wrapped, created_at) VALUES (@name, @wrapped, @now)")
            .Bind("@name", friendlyName).Bind("@wrapped", wrapped).Bind("@now", time.GetUtcNow());
        return insert.Run();
    }, WriteTraits.None, CancellationToken.None).GetAwaiter().GetResult();
}

using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Store.Sqlite;

/// <summary>Clients in SQLite.</summary>
internal sealed class SqliteClientStore(SqliteDatabase database, TimeProvider time) : IClientStore
{
    public Task<IReadOnlyList<Client>> ListAsync(SiteId site, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var all = line.Use(ClientRow.SelectAll).Bind("@site", site.Value);
        return all.All(ClientRow.Read);
    }, ct);

    public Task<Client?> FindAsync(SiteId site, string clientId, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(ClientRow.SelectOne).Bind("@site", site.Value).Bind("@client", clientId);
        return one.First(ClientRow.Read);
    }, ct);

    public Task<bool> AddAsync(Client client, CancellationToken ct) => database.WriteAsync(line =>
    {
        using (var insert = ClientRow.Bind(line.Use(ClientRow.Insert), client).Bind("@created", client.CreatedAt).Bind("@updated", client.UpdatedAt))
        {
            if (insert.Run() == 0) return false;
        }

        InsertSecrets(line, client);
        return true;
    }, WriteTraits.ManyStatements, ct);

    public Task<bool> UpdateAsync(Client client, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (AppCodeIsTaken(line, client)) return false;
        using (var update = ClientRow.Bind(line.Use(ClientRow.Update), client).Bind("@updated", time.GetUtcNow()))
        {
            if (update.Run() == 0) return false;
        }

        using (var delete = line.Use("DELETE FROM client_secrets WHERE site_id = @site AND client_id = @client")
            .Bind("@site", client.Site.Value).Bind("@client", client.Id)) delete.Run();
        InsertSecrets(line, client);
        return true;
    }, WriteTraits.ManyStatements, ct);

    public Task<bool> RemoveAsync(SiteId site, string clientId, CancellationToken ct) => database.WriteAsync(line =>
    {
        // The feed's trigger takes the time from the row, so the row learns it before it goes.
        using (var stamp = line.Use("UPDATE clients SET updated_at = @now WHERE site_id = @site AND client_id = @client")
            .Bind("@now", time.GetUtcNow()).Bind("@site", site.Value).Bind("@client", clientId))
        {
            if (stamp.Run() == 0) return false;
        }

        using var delete = line.Use("DELETE FROM clients WHERE site_id = @site AND client_id = @client")
            .Bind("@site", site.Value).Bind("@client", clientId);
        return delete.Run() > 0;
    }, WriteTraits.ManyStatements, ct);

    private static bool AppCodeIsTaken(SqliteLine line, Client client)
    {
        using var other = line.Use("SELECT 1 FROM clients WHERE site_id = @site AND app_code = @code AND client_id <> @client")
            .Bind("@site", client.Site.Value).Bind("@code", client.AppCode).Bind("@client", client.Id);
        return other.Step();
    }

    private static void InsertSecrets(SqliteLine line, Client client)
    {
        foreach (var secret in client.Secrets)
        {
            using var insert = line.Use("""
                INSERT INTO client_secrets (site_id, client_id, secret_id, hash, created_at, expires_at)
                VALUES (@site, @client, @secret, @hash, @created, @expires)
                """)
                .Bind("@site", client.Site.Value).Bind("@client", client.Id).Bind("@secret", secret.Id).Bind("@hash", secret.Hash.Span)
                .Bind("@created", secret.CreatedAt).Bind("@expires", secret.ExpiresAt);
            insert.Run();
        }
    }
}

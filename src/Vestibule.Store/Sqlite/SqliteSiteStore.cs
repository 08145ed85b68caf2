using Vestibule.Engine.Model.Sites;

namespace Vestibule.Store.Sqlite;

/// <summary>Sites in SQLite.</summary>
internal sealed class SqliteSiteStore(SqliteDatabase database, TimeProvider time) : ISiteStore
{
    private const string Select = """
        SELECT s.site_id, s.name, s.url, s.accent_color, s.epoch, s.enabled, s.headless_authorization, s.header_credentials, s.allowed_origins,
          s.session_idle, s.session_absolute, s.created_at,
          (SELECT json_group_array(h.host ORDER BY h.position) FROM site_hosts h WHERE h.site_id = s.site_id)
        FROM sites s
        """;

    private const string SelectAll = Select + " ORDER BY s.name, s.site_id";

    private const string SelectByHost = Select + " WHERE s.site_id = (SELECT site_id FROM site_hosts WHERE host = @host)";

    private const string Insert = """
        INSERT INTO sites (site_id, epoch, enabled, name, url, accent_color, headless_authorization, header_credentials, allowed_origins,
          session_idle, session_absolute, created_at, updated_at)
        VALUES (@site, @epoch, @enabled, @name, @url, @color, @headless, @header, @origins, @idle, @absolute, @created, @now)
        """;

    private const string Update = """
        UPDATE sites SET epoch = max(epoch + (enabled AND NOT @enabled), @epoch), enabled = @enabled, name = @name, url = @url, accent_color = @color,
          headless_authorization = @headless, header_credentials = @header, allowed_origins = @origins, session_idle = @idle,
          session_absolute = @absolute, updated_at = @now
        WHERE site_id = @site
        """;

    private const string InsertUserTypes =
        "INSERT INTO user_types (site_id, number, name, administers) VALUES (@site, 1, 'Employee', 0), (@site, 2, 'Administrator', 1)";

    public Task<IReadOnlyList<Site>> ListAsync(CancellationToken ct) => database.ReadAsync(line =>
    {
        using var all = line.Use(SelectAll);
        return all.All(Read);
    }, ct);

    public Task<Site?> FindByHostAsync(string host, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(SelectByHost).Bind("@host", host);
        return one.First(Read);
    }, ct);

    public Task<bool> AddAsync(Site site, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (HostsAreTaken(line, site)) return false;
        using (var insert = Bind(line.Use(Insert), site).Bind("@created", site.CreatedAt)) insert.Run();
        using (var types = line.Use(InsertUserTypes).Bind("@site", site.Id.Value)) types.Run();
        InsertHosts(line, site);
        return true;
    }, WriteTraits.ManyStatements, ct);

    public Task<bool> UpdateAsync(Site site, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (HostsAreTaken(line, site)) return false;
        using (var update = Bind(line.Use(Update), site))
        {
            if (update.Run() == 0) return false;
        }

        using (var delete = line.Use("DELETE FROM site_hosts WHERE site_id = @site").Bind("@site", site.Id.Value)) delete.Run();
        InsertHosts(line, site);
        return true;
    }, WriteTraits.ManyStatements, ct);

    public Task<bool> RemoveAsync(SiteId id, CancellationToken ct) => database.WriteAsync(line =>
    {
        // The feed's trigger takes the time from the row, so the row learns it before it goes.
        using (var stamp = line.Use("UPDATE sites SET updated_at = @now WHERE site_id = @site").Bind("@now", time.GetUtcNow()).Bind("@site", id.Value))
        {
            if (stamp.Run() == 0) return false;
        }

        using var delete = line.Use("DELETE FROM sites WHERE site_id = @site").Bind("@site", id.Value);
        return delete.Run() > 0;
    }, WriteTraits.ManyStatements, ct);

    private static bool HostsAreTaken(SqliteLine line, Site site)
    {
        foreach (var host in site.Hosts)
        {
            using var other = line.Use("SELECT 1 FROM site_hosts WHERE host = @host AND site_id <> @site")
                .Bind("@host", host).Bind("@site", site.Id.Value);
            if (other.Step()) return true;
        }

        return false;
    }

    private static void InsertHosts(SqliteLine line, Site site)
    {
        var position = 0;
        foreach (var host in site.Hosts.Distinct(StringComparer.Ordinal))
        {
            using var insert = line.Use("INSERT INTO site_hosts (site_id, position, host) VALUES (@site, @position, @host)")
                .Bind("@site", site.Id.Value).Bind("@position", position++).Bind("@host", host);
            insert.Run();
        }
    }

    private static Site Read(SqliteStatement row) => new()
    {
        Id = new SiteId(row.Id(0)),
        Name = row.Text(1),
        Url = row.Text(2),
        AccentColor = row.Text(3),
        Epoch = row.Small(4),
        Enabled = row.Flag(5),
        HeadlessAuthorization = row.Flag(6),
        HeaderCredentials = row.Flag(7),
        AllowedOrigins = StoreJson.Read(row.Text(8)),
        SessionIdle = row.Span(9),
        SessionAbsolute = row.Span(10),
        CreatedAt = row.Time(11),
        Hosts = StoreJson.Read(row.Text(12)),
    };

    private SqliteStatement Bind(SqliteStatement statement, Site site) => statement
        .Bind("@site", site.Id.Value).Bind("@epoch", site.Epoch).Bind("@enabled", site.Enabled).Bind("@name", site.Name).Bind("@url", site.Url)
        .Bind("@color", site.AccentColor).Bind("@headless", site.HeadlessAuthorization).Bind("@header", site.HeaderCredentials)
        .Bind("@origins", StoreJson.Write(site.AllowedOrigins)).Bind("@idle", site.SessionIdle).Bind("@absolute", site.SessionAbsolute)
        .Bind("@now", time.GetUtcNow());
}

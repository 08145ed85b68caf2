using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>What people are sorted into: user types, centers, and who has which role where.</summary>
internal sealed class SubjectLists(SqliteDatabase database)
{
    private const string SelectPermissions = """
        SELECT t.number, t.name, t.administers, c.number, c.name
        FROM user_permissions p
        JOIN user_types t ON t.site_id = p.site_id AND t.number = p.role
        JOIN centers c ON c.site_id = p.site_id AND c.number = p.center
        WHERE p.site_id = @site AND p.user_id = @user ORDER BY p.role, p.center
        """;

    private const string InsertPermission = """
        INSERT OR IGNORE INTO user_permissions (site_id, user_id, role, center)
        SELECT u.site_id, u.user_id, t.number, c.number
        FROM users u
        JOIN user_types t ON t.site_id = u.site_id AND t.number = @role
        JOIN centers c ON c.site_id = u.site_id AND c.number = @center
        WHERE u.site_id = @site AND u.user_id = @user
        """;

    internal Task<IReadOnlyList<UserType>> UserTypesAsync(SiteId site, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var all = line.Use("SELECT number, name, administers FROM user_types WHERE site_id = @site ORDER BY number").Bind("@site", site.Value);
        return all.All(row => new UserType(row.Number(0), row.Text(1), row.Flag(2)));
    }, ct);

    internal Task<IReadOnlyList<Center>> CentersAsync(SiteId site, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var all = line.Use("SELECT number, name FROM centers WHERE site_id = @site ORDER BY number").Bind("@site", site.Value);
        return all.All(row => new Center(row.Number(0), row.Text(1)));
    }, ct);

    internal Task<Center> AddCenterAsync(SiteId site, string name, CancellationToken ct) => database.WriteAsync(line =>
    {
        long number;
        using (var next = line.Use("UPDATE sites SET next_center_number = next_center_number + 1 WHERE site_id = @site RETURNING next_center_number - 1")
            .Bind("@site", site.Value))
        {
            if (!next.Step()) throw new InvalidOperationException("There is no such site.");
            number = next.Number(0);
        }

        using var insert = line.Use("INSERT INTO centers (site_id, number, name) VALUES (@site, @number, @name)")
            .Bind("@site", site.Value).Bind("@number", number).Bind("@name", name);
        insert.Run();
        return new Center(number, name);
    }, WriteTraits.ManyStatements, ct);

    internal Task<IReadOnlyList<Permission>> PermissionsAsync(SiteId site, SubjectId id, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var all = line.Use(SelectPermissions).Bind("@site", site.Value).Bind("@user", id.Value);
        return all.All(row => new Permission(new UserType(row.Number(0), row.Text(1), row.Flag(2)), new Center(row.Number(3), row.Text(4))));
    }, ct);

    internal async Task<bool> ReplacePermissionsAsync(
        SiteId site, SubjectId id, IReadOnlyList<(long RoleId, long CenterId)> permissions, CancellationToken ct)
    {
        try
        {
            return await database.WriteAsync(line => Replace(line, site, id, permissions), WriteTraits.ManyStatements, ct).ConfigureAwait(false);
        }
        catch (UnknownNameException)
        {
            return false;
        }
    }

    private static bool Replace(SqliteLine line, SiteId site, SubjectId id, IReadOnlyList<(long RoleId, long CenterId)> permissions)
    {
        using (var person = line.Use("SELECT 1 FROM users WHERE site_id = @site AND user_id = @user").Bind("@site", site.Value).Bind("@user", id.Value))
        {
            if (!person.Step()) return false;
        }

        using (var delete = line.Use("DELETE FROM user_permissions WHERE site_id = @site AND user_id = @user")
            .Bind("@site", site.Value).Bind("@user", id.Value)) delete.Run();
        foreach (var (role, center) in permissions.Distinct())
        {
            using var insert = line.Use(InsertPermission)
                .Bind("@role", role).Bind("@center", center).Bind("@site", site.Value).Bind("@user", id.Value);
            if (insert.Run() == 0) throw new UnknownNameException(); // Takes back what was done so far.
        }

        return true;
    }

    private sealed class UnknownNameException : Exception;
}

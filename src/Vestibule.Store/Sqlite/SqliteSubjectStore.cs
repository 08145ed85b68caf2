using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>People in SQLite. What lifting an epoch ends, triggers end: no writer can forget it.</summary>
internal sealed class SqliteSubjectStore(SqliteDatabase database, TimeProvider time) : ISubjectStore
{
    private const string Select = "SELECT " + SubjectRow.Columns + " FROM users WHERE site_id = @site AND ";

    private readonly SubjectLists lists = new(database);

    public Task<Subject?> FindAsync(SiteId site, SubjectId id, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(Select + "user_id = @user").Bind("@site", site.Value).Bind("@user", id.Value);
        return one.First(SubjectRow.Read);
    }, ct);

    public Task<Subject?> FindByNumberAsync(SiteId site, long number, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(Select + "number = @number").Bind("@site", site.Value).Bind("@number", number);
        return one.First(SubjectRow.Read);
    }, ct);

    public Task<Subject?> FindByUserNameAsync(SiteId site, string userName, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(Select + "user_name_key = @key").Bind("@site", site.Value).Bind("@key", TextKey.Of(userName));
        return one.First(SubjectRow.Read);
    }, ct);

    public Task<Subject?> FindByEmailAsync(SiteId site, string email, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(Select + "email_key = @key").Bind("@site", site.Value).Bind("@key", TextKey.Of(email));
        return one.First(SubjectRow.Read);
    }, ct);

    public Task<IReadOnlyList<Subject>> ListAsync(SiteId site, SubjectQuery query, CancellationToken ct) =>
        database.ReadAsync(line => SubjectSearch.List(line, site, query), ct);

    public Task<long> CountAsync(SiteId site, SubjectQuery query, CancellationToken ct) =>
        database.ReadAsync(line => SubjectSearch.Count(line, site, query), ct);

    public Task<SubjectWrite> AddAsync(Subject subject, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (Obstacle(line, subject) is { } obstacle) return new SubjectWrite(obstacle, null);
        if (NextNumber(line, subject.Site) is not { } number) return new SubjectWrite(SubjectWriteResult.Gone, null);
        using var insert = SubjectRow.Bind(line.Use(SubjectRow.Insert), subject)
            .Bind("@number", number).Bind("@epoch", subject.Epoch).Bind("@created", subject.CreatedAt).Bind("@updated", subject.UpdatedAt);
        return new SubjectWrite(SubjectWriteResult.Stored, insert.First(SubjectRow.Read));
    }, WriteTraits.ManyStatements, ct);

    public Task<SubjectWrite> UpdateAsync(Subject subject, bool endEverything, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (VersionOf(line, subject) is not { } version) return new SubjectWrite(SubjectWriteResult.Gone, null);
        if (version != subject.Version) return new SubjectWrite(SubjectWriteResult.Conflict, null);
        if (Obstacle(line, subject) is { } obstacle) return new SubjectWrite(obstacle, null);
        using var update = SubjectRow.Bind(line.Use(SubjectRow.Update), subject).Bind("@version", version).Bind("@end", endEverything)
            .Bind("@updated", time.GetUtcNow());
        return new SubjectWrite(SubjectWriteResult.Stored, update.First(SubjectRow.Read));
    }, WriteTraits.ManyStatements, ct);

    public Task RehashPasswordAsync(SiteId site, SubjectId id, string from, string to, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var update = line.Use("UPDATE users SET password_hash = @to WHERE site_id = @site AND user_id = @user AND password_hash = @from")
            .Bind("@to", to).Bind("@site", site.Value).Bind("@user", id.Value).Bind("@from", from);
        return update.Run();
    }, WriteTraits.Repeatable, ct);

    public Task EndEverythingAsync(SiteId site, SubjectId id, CancellationToken ct) =>
        database.WriteAsync(line => LiftEpoch(line, site, id), WriteTraits.Repeatable, ct);

    public Task<bool> RemoveAsync(SiteId site, SubjectId id, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (!LiftEpoch(line, site, id)) return false;
        using var delete = line.Use("DELETE FROM users WHERE site_id = @site AND user_id = @user").Bind("@site", site.Value).Bind("@user", id.Value);
        return delete.Run() > 0;
    }, WriteTraits.ManyStatements, ct);

    public Task<IReadOnlyList<UserType>> ListUserTypesAsync(SiteId site, CancellationToken ct) => lists.UserTypesAsync(site, ct);

    public Task<IReadOnlyList<Center>> ListCentersAsync(SiteId site, CancellationToken ct) => lists.CentersAsync(site, ct);

    public Task<Center> AddCenterAsync(SiteId site, string name, CancellationToken ct) => lists.AddCenterAsync(site, name, ct);

    public Task<IReadOnlyList<Permission>> ListPermissionsAsync(SiteId site, SubjectId id, CancellationToken ct) =>
        lists.PermissionsAsync(site, id, ct);

    public Task<bool> ReplacePermissionsAsync(
        SiteId site, SubjectId id, IReadOnlyList<(long RoleId, long CenterId)> permissions, CancellationToken ct) =>
        lists.ReplacePermissionsAsync(site, id, permissions, ct);

    private bool LiftEpoch(SqliteLine line, SiteId site, SubjectId id)
    {
        using var update = line.Use("UPDATE users SET epoch = epoch + 1, updated_at = @now WHERE site_id = @site AND user_id = @user")
            .Bind("@now", time.GetUtcNow()).Bind("@site", site.Value).Bind("@user", id.Value);
        return update.Run() > 0;
    }

    // The write lock is held, so what is true here is true at the write.
    private static SubjectWriteResult? Obstacle(SqliteLine line, Subject subject) =>
        OtherHas(line, subject, "SELECT 1 FROM users WHERE site_id = @site AND user_name_key = @key AND user_id <> @user", subject.UserName)
            ? SubjectWriteResult.UserNameTaken
        : OtherHas(line, subject, "SELECT 1 FROM users WHERE site_id = @site AND email_key = @key AND user_id <> @user", subject.Email)
            ? SubjectWriteResult.EmailTaken
        : !UserTypeExists(line, subject) ? SubjectWriteResult.UserTypeUnknown
        : null;

    private static bool OtherHas(SqliteLine line, Subject subject, string sql, string text)
    {
        using var other = line.Use(sql).Bind("@site", subject.Site.Value).Bind("@key", TextKey.Of(text)).Bind("@user", subject.Id.Value);
        return other.Step();
    }

    private static bool UserTypeExists(SqliteLine line, Subject subject)
    {
        using var type = line.Use("SELECT 1 FROM user_types WHERE site_id = @site AND number = @number")
            .Bind("@site", subject.Site.Value).Bind("@number", subject.UserTypeId);
        return type.Step();
    }

    private static long? NextNumber(SqliteLine line, SiteId site)
    {
        using var next = line.Use("UPDATE sites SET next_user_number = next_user_number + 1 WHERE site_id = @site RETURNING next_user_number - 1")
            .Bind("@site", site.Value);
        return next.Step() ? next.Number(0) : null;
    }

    private static long? VersionOf(SqliteLine line, Subject subject)
    {
        using var row = line.Use("SELECT version FROM users WHERE site_id = @site AND user_id = @user")
            .Bind("@site", subject.Site.Value).Bind("@user", subject.Id.Value);
        return row.Step() ? row.Number(0) : null;
    }
}

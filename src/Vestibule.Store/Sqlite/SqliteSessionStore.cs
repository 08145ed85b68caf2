using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>Sessions in SQLite.</summary>
internal sealed class SqliteSessionStore(SqliteDatabase database) : ISessionStore
{
    // A person who was deleted while they signed in gets no session; the next request then finds none.
    private const string Insert = """
        INSERT INTO sessions (site_id, session_id, user_id, site_epoch, user_epoch, authenticated_at, authentication_methods, last_seen_at, expires_at,
          ended_at)
        SELECT site_id, @session, user_id, @siteEpoch, @userEpoch, @authenticated, @methods, @seen, @expires, @ended
        FROM users WHERE site_id = @site AND user_id = @user
        """;

    private const string End =
        "UPDATE sessions SET ended_at = @at WHERE site_id = @site AND session_id = @session AND ended_at IS NULL";

    private const string Select = """
        SELECT session_id, site_epoch, user_epoch, authenticated_at, authentication_methods, last_seen_at, expires_at, ended_at, u.*
        FROM sessions s JOIN
        """ + " (SELECT " + SubjectRow.Columns + " FROM users WHERE site_id = @site) u"
        + " ON u.user_id = s.user_id WHERE s.site_id = @site AND s.session_id = @session";

    private const string DeletePast = """
        DELETE FROM sessions WHERE (site_id, session_id) IN (
          SELECT x.site_id, x.session_id FROM sites s CROSS JOIN sessions x
          WHERE x.site_id = s.site_id AND (x.expires_at < @before OR (x.ended_at IS NOT NULL AND x.ended_at < @before)) LIMIT @limit)
        """;

    public Task AddAsync(Session session, SessionId? replaces, CancellationToken ct) => database.WriteAsync(line =>
    {
        if (replaces is { } former)
        {
            using var end = line.Use(End)
                .Bind("@at", session.AuthenticatedAt).Bind("@site", session.Site.Value).Bind("@session", former.Value);
            end.Run();
        }

        using var insert = line.Use(Insert)
            .Bind("@site", session.Site.Value).Bind("@session", session.Id.Value).Bind("@user", session.Subject.Value)
            .Bind("@siteEpoch", session.SiteEpoch).Bind("@userEpoch", session.SubjectEpoch).Bind("@authenticated", session.AuthenticatedAt)
            .Bind("@methods", session.AuthenticationMethods).Bind("@seen", session.LastSeenAt).Bind("@expires", session.ExpiresAt)
            .Bind("@ended", session.EndedAt);
        return insert.Run();
    }, WriteTraits.ManyStatements, ct);

    public Task<(Session Session, Subject Subject)?> FindAsync(SiteId site, SessionId id, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(Select).Bind("@site", site.Value).Bind("@session", id.Value);
        return one.Step() ? Read(one) : ((Session, Subject)?)null;
    }, ct);

    public Task TouchAsync(SiteId site, SessionId id, DateTimeOffset seenAt, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var touch = line.Use("UPDATE sessions SET last_seen_at = max(last_seen_at, @seen) WHERE site_id = @site AND session_id = @session")
            .Bind("@seen", seenAt).Bind("@site", site.Value).Bind("@session", id.Value);
        return touch.Run();
    }, WriteTraits.Repeatable, ct);

    public Task EndAsync(SiteId site, SessionId id, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var end = line.Use(End).Bind("@at", at).Bind("@site", site.Value).Bind("@session", id.Value);
        return end.Run();
    }, WriteTraits.Repeatable, ct);

    public Task<int> DeletePastAsync(DateTimeOffset before, int limit, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var delete = line.Use(DeletePast).Bind("@before", before).Bind("@limit", limit);
        return delete.Run();
    }, WriteTraits.Repeatable, ct);

    private static (Session, Subject) Read(SqliteStatement row)
    {
        var subject = SubjectRow.Read(row, 8);
        return (new Session
        {
            Site = subject.Site,
            Id = new SessionId(row.Id(0)),
            Subject = subject.Id,
            SiteEpoch = row.Small(1),
            SubjectEpoch = row.Small(2),
            AuthenticatedAt = row.Time(3),
            AuthenticationMethods = row.Text(4),
            LastSeenAt = row.Time(5),
            ExpiresAt = row.Time(6),
            EndedAt = row.TimeOrNull(7),
        }, subject);
    }
}

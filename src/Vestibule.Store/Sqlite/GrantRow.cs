using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>A grant's columns.</summary>
internal static class GrantRow
{
    internal const string Columns = """
        g.site_id, g.grant_id, g.client_id, g.user_id, g.session_id, g.scope, g.site_epoch, g.client_epoch, g.user_epoch, g.generation, g.created_at,
        g.rotated_at, g.code_expires_at, g.access_tokens_expire_at, g.idle_expires_at, g.expires_at, g.keep_until, g.ended_at, g.end_reason
        """;

    internal static Grant Read(SqliteStatement row) => new()
    {
        Site = new SiteId(row.Id(0)),
        Id = new GrantId(row.Id(1)),
        ClientId = row.Text(2),
        Subject = new SubjectId(row.Id(3)),
        Session = row.IdOrNull(4) is { } session ? new SessionId(session) : null,
        Scope = row.Text(5),
        Epochs = new Epochs(row.Small(6), row.Small(7), row.Small(8)),
        Generation = row.Small(9),
        CreatedAt = row.Time(10),
        RotatedAt = row.Time(11),
        CodeExpiresAt = row.Time(12),
        AccessTokensExpireAt = row.Time(13),
        IdleExpiresAt = row.Time(14),
        ExpiresAt = row.Time(15),
        KeepUntil = row.Time(16),
        EndedAt = row.TimeOrNull(17),
        EndReason = row.IsNull(18) ? null : (EndReason)row.Small(18),
    };
}

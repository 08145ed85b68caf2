namespace Vestibule.Store.Sqlite;

/// <summary>The statements on grants. Each says in SQL what <c>RotationRule</c> and <c>GrantLifetimes</c> say in C#; tests hold the two together.</summary>
internal static class GrantSql
{
    /// <summary>Stores the grant, which redeems its code; a conflict is a replay, unless it is our own earlier try.</summary>
    /// <remarks>A replay is noticed even when the session has ended in between: the grant outlives its session, so its code must stay dangerous to copy.</remarks>
    internal const string Redeem = """
        INSERT INTO grants (site_id, grant_id, client_id, user_id, session_id, scope, site_epoch, client_epoch, user_epoch, generation, moved_from,
          attempt_id, created_at, rotated_at, code_expires_at, access_tokens_expire_at, idle_expires_at, expires_at, keep_until)
        SELECT s.site_id, @grant, c.client_id, u.user_id, @session, @scope, s.epoch, c.epoch, u.epoch, @generation, 0,
          @attempt, @created, @rotated, @code, @tokens, min(@idle, @expires), @expires, max(@code, @tokens, min(@idle, @expires)) + @keep
        FROM sites s
        JOIN clients c ON c.site_id = s.site_id AND c.client_id = @client
        JOIN users u ON u.site_id = s.site_id AND u.user_id = @user
        WHERE s.site_id = @site
          AND s.enabled AND c.enabled AND u.enabled
          AND s.epoch = @siteEpoch AND c.epoch = @clientEpoch AND u.epoch = @userEpoch
          AND (@session IS NULL
            OR EXISTS (SELECT 1 FROM sessions x WHERE x.site_id = s.site_id AND x.session_id = @session AND x.user_id = u.user_id
              AND x.ended_at IS NULL AND x.expires_at > @created AND x.site_epoch = s.epoch AND x.user_epoch = u.epoch)
            OR EXISTS (SELECT 1 FROM grants g WHERE g.site_id = s.site_id AND g.grant_id = @grant))
        ON CONFLICT (site_id, grant_id) DO UPDATE SET
          ended_at = CASE WHEN attempt_id = excluded.attempt_id THEN ended_at ELSE coalesce(ended_at, excluded.created_at) END,
          end_reason = CASE WHEN attempt_id = excluded.attempt_id THEN end_reason ELSE coalesce(end_reason, @replayed) END,
          keep_until = CASE WHEN attempt_id = excluded.attempt_id OR ended_at IS NOT NULL THEN keep_until
            ELSE max(code_expires_at, access_tokens_expire_at) + @keep END
        RETURNING attempt_id, ended_at
        """;

    /// <summary>Moves the generation. The four cases are those of <c>RotationRule</c>, and before them the case of our own earlier try.</summary>
    internal const string Rotate = $"""
        UPDATE grants SET
          generation = CASE WHEN {Own} THEN generation WHEN {Moves} THEN @generation + 1 ELSE generation END,
          moved_from = CASE WHEN {Own} THEN moved_from WHEN {Moves} THEN generation ELSE moved_from END,
          rotated_at = CASE WHEN {Own} THEN rotated_at WHEN {Moves} THEN @now ELSE rotated_at END,
          access_tokens_expire_at = CASE WHEN {Own} THEN access_tokens_expire_at WHEN {Moves} THEN max(access_tokens_expire_at, @tokens)
            ELSE access_tokens_expire_at END,
          idle_expires_at = CASE WHEN {Own} THEN idle_expires_at WHEN {Moves} THEN min(@idle, expires_at) ELSE idle_expires_at END,
          keep_until = CASE WHEN {Own} THEN keep_until
            WHEN {Moves} THEN max(code_expires_at, access_tokens_expire_at, @tokens, min(@idle, expires_at)) + @keep
            WHEN {Retries} THEN keep_until ELSE max(code_expires_at, access_tokens_expire_at) + @keep END,
          ended_at = CASE WHEN {Own} OR {Moves} OR {Retries} THEN ended_at ELSE @now END,
          end_reason = CASE WHEN {Own} OR {Moves} OR {Retries} THEN end_reason ELSE @replayed END,
          attempt_id = CASE WHEN {Own} OR {Moves} THEN @attempt WHEN {Retries} THEN attempt_id ELSE @attempt END
        WHERE site_id = @site AND grant_id = @grant
          AND (ended_at IS NULL OR {Own}) AND idle_expires_at > @now AND expires_at > @now
          AND EXISTS (SELECT 1 FROM sites s
            JOIN clients c ON c.site_id = s.site_id AND c.client_id = grants.client_id
            JOIN users u ON u.site_id = s.site_id AND u.user_id = grants.user_id
            WHERE s.site_id = grants.site_id AND s.enabled AND c.enabled AND u.enabled
              AND s.epoch = @siteEpoch AND c.epoch = @clientEpoch AND u.epoch = @userEpoch)
        RETURNING attempt_id, generation, moved_from, access_tokens_expire_at, ended_at, end_reason
        """;

    internal const string End = """
        UPDATE grants SET ended_at = @now, end_reason = @reason, keep_until = max(code_expires_at, access_tokens_expire_at) + @keep
        WHERE site_id = @site AND grant_id = @grant AND ended_at IS NULL
        """;

    internal const string EndToken = """
        INSERT INTO changes (kind, site_id, subject, value, expires_at)
        SELECT @kind, @site, @token, 0, @expires + @keep WHERE @expires > @now
        ON CONFLICT DO NOTHING
        """;

    internal const string Find = "SELECT " + GrantRow.Columns + " FROM grants g WHERE g.site_id = @site AND g.grant_id = @grant";

    /// <summary>Grants whose epochs were lifted are dead although nothing marks their rows.</summary>
    internal const string ListLiving = "SELECT " + GrantRow.Columns + """
         FROM grants g
        JOIN sites s ON s.site_id = g.site_id AND s.epoch = g.site_epoch
        JOIN clients c ON c.site_id = g.site_id AND c.client_id = g.client_id AND c.epoch = g.client_epoch
        JOIN users u ON u.site_id = g.site_id AND u.user_id = g.user_id AND u.epoch = g.user_epoch
        WHERE g.site_id = @site AND g.user_id = @user AND g.ended_at IS NULL AND g.idle_expires_at > @now AND g.expires_at > @now
        ORDER BY g.created_at DESC, g.grant_id DESC
        """;

    /// <summary>Ended rows, found by their index, site by site.</summary>
    internal const string DeleteEnded = """
        DELETE FROM grants WHERE (site_id, grant_id) IN (
          SELECT g.site_id, g.grant_id FROM sites s CROSS JOIN grants g
          WHERE g.site_id = s.site_id AND g.ended_at IS NOT NULL AND g.keep_until <= @now LIMIT @limit)
        """;

    /// <summary>A stretch of all rows in the order of their keys: those that expired unended are found without an index that each refresh would pay for.</summary>
    internal const string Walk = """
        SELECT site_id, grant_id, ended_at IS NULL AND keep_until <= @now AND (idle_expires_at <= @now OR expires_at <= @now)
        FROM grants WHERE (site_id, grant_id) > (@site, @grant) ORDER BY site_id, grant_id LIMIT @stretch
        """;

    internal const string DeleteExpired = """
        DELETE FROM grants WHERE site_id = @site AND grant_id = @grant
          AND ended_at IS NULL AND keep_until <= @now AND (idle_expires_at <= @now OR expires_at <= @now)
        """;

    /// <summary>Read from the index alone. It counts dead rows too; the statement that ends looks closer.</summary>
    internal const string Crowded =
        "SELECT site_id, user_id, client_id FROM grants GROUP BY site_id, user_id, client_id HAVING count(*) > @cap";

    internal const string EndOverCap = """
        UPDATE grants SET ended_at = @now, end_reason = @reason, keep_until = max(code_expires_at, access_tokens_expire_at) + @keep
        WHERE site_id = @site AND grant_id IN (
          SELECT grant_id FROM grants
          WHERE site_id = @site AND user_id = @user AND client_id = @client AND ended_at IS NULL AND idle_expires_at > @now AND expires_at > @now
          ORDER BY created_at DESC, grant_id DESC LIMIT -1 OFFSET @cap)
        """;

    private const string Own = "attempt_id = @attempt";

    private const string Moves = "@generation >= generation";

    private const string Retries = "(@generation = generation - 1 AND @now < rotated_at + @grace)";
}

using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>Grants in SQLite.</summary>
internal sealed class SqliteGrantStore(SqliteDatabase database) : IGrantStore
{
    private readonly GrantSweep sweep = new(database);

    public Task<Redemption> RedeemAsync(Grant grant, AttemptId attempt, CancellationToken ct) =>
        database.WriteAsync(line => Redeem(line, grant, attempt), WriteTraits.Repeatable, ct);

    public Task<Rotation> RotateAsync(RotationRequest request, CancellationToken ct) =>
        database.WriteAsync(line => Rotate(line, request), WriteTraits.Repeatable, ct);

    public Task EndAsync(SiteId site, GrantId grant, EndReason reason, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var end = line.Use(GrantSql.End)
            .Bind("@now", now).Bind("@reason", (long)reason).Bind("@keep", GrantLifetimes.Keep).Bind("@site", site.Value).Bind("@grant", grant.Value);
        return end.Run();
    }, WriteTraits.Repeatable, ct);

    public Task EndTokenAsync(SiteId site, Guid tokenId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(line =>
    {
        using var insert = line.Use(GrantSql.EndToken)
            .Bind("@kind", (long)ChangeKind.TokenEnded).Bind("@site", site.Value).Bind("@token", tokenId.ToString("N"))
            .Bind("@expires", expiresAt).Bind("@keep", GrantLifetimes.Keep).Bind("@now", now);
        return insert.Run();
    }, WriteTraits.Repeatable, ct);

    public Task<Grant?> FindAsync(SiteId site, GrantId grant, CancellationToken ct) => database.ReadAsync(line =>
    {
        using var one = line.Use(GrantSql.Find).Bind("@site", site.Value).Bind("@grant", grant.Value);
        return one.First(GrantRow.Read);
    }, ct);

    public Task<IReadOnlyList<Grant>> ListLivingAsync(SiteId site, SubjectId subject, DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync(line =>
        {
            using var all = line.Use(GrantSql.ListLiving).Bind("@site", site.Value).Bind("@user", subject.Value).Bind("@now", now);
            return all.All(GrantRow.Read);
        }, ct);

    public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) => sweep.DeletePastAsync(now, limit, ct);

    public Task<int> EndOverCapAsync(int cap, DateTimeOffset now, CancellationToken ct) => sweep.EndOverCapAsync(cap, now, ct);

    private static Redemption Redeem(SqliteLine line, Grant grant, AttemptId attempt)
    {
        using var insert = line.Use(GrantSql.Redeem)
            .Bind("@site", grant.Site.Value).Bind("@grant", grant.Id.Value).Bind("@client", grant.ClientId).Bind("@user", grant.Subject.Value)
            .Bind("@session", grant.Session?.Value).Bind("@scope", grant.Scope)
            .Bind("@siteEpoch", grant.Epochs.Site).Bind("@clientEpoch", grant.Epochs.Client).Bind("@userEpoch", grant.Epochs.Subject)
            .Bind("@generation", grant.Generation).Bind("@attempt", attempt.Value).Bind("@created", grant.CreatedAt).Bind("@rotated", grant.RotatedAt)
            .Bind("@code", grant.CodeExpiresAt).Bind("@tokens", grant.AccessTokensExpireAt).Bind("@idle", grant.IdleExpiresAt)
            .Bind("@expires", grant.ExpiresAt).Bind("@keep", GrantLifetimes.Keep).Bind("@replayed", (long)EndReason.CodeReplayed);
        if (!insert.Step()) return Redemption.Refused;
        var redeemed = insert.Id(0) == attempt.Value && insert.IsNull(1);
        insert.Run();
        return redeemed ? Redemption.Redeemed : Redemption.Replayed;
    }

    private static Rotation Rotate(SqliteLine line, RotationRequest request)
    {
        using var update = line.Use(GrantSql.Rotate)
            .Bind("@site", request.Site.Value).Bind("@grant", request.Grant.Value).Bind("@generation", request.Generation)
            .Bind("@attempt", request.Attempt.Value).Bind("@now", request.Now).Bind("@grace", request.Grace)
            .Bind("@tokens", request.AccessTokenExpiresAt).Bind("@idle", request.IdleExpiresAt).Bind("@keep", GrantLifetimes.Keep)
            .Bind("@siteEpoch", request.Epochs.Site).Bind("@clientEpoch", request.Epochs.Client).Bind("@userEpoch", request.Epochs.Subject)
            .Bind("@replayed", (long)EndReason.RefreshTokenReplayed);
        if (!update.Step()) return Rotation.Dead;
        var rotation = Read(update, request);
        update.Run();
        return rotation;
    }

    // What happened follows from the row as it is now: who wrote it last, and from which generation it moved.
    private static Rotation Read(SqliteStatement row, RotationRequest request)
    {
        var ours = row.Id(0) == request.Attempt.Value;
        if (!row.IsNull(4))
        {
            // Ended by this very call, or by another after a first try of ours that had succeeded.
            return row.Small(5) == (int)EndReason.RefreshTokenReplayed ? Rotation.Replayed : Rotation.Dead;
        }

        var result = !ours ? RotationResult.Retried
            : row.Small(2) == request.Generation ? RotationResult.Rotated
            : RotationResult.MovedForward;
        return new Rotation(result, row.Small(1), row.Time(3));
    }
}

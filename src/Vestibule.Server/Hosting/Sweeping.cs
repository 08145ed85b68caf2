using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Hosting;

/// <summary>Each minute deletes, in small batches, what is past its life and named by nothing any more.</summary>
internal sealed class Sweeping(
    IGrantStore grants, ISessionStore sessions, IChangeFeed feed, IPushedRequestStore parked, IKnownCallerStore callers, IAuditStore audit, EndedSet ended,
    TimeProvider clock, ILogger<Sweeping> logger) : BackgroundService
{
    private const int Batch = 500;

    /// <summary>How long security events are kept: a year, and a month to look back over its end.</summary>
    internal static readonly TimeSpan AuditKept = TimeSpan.FromDays(400);

    /// <summary>One round: each kind until a batch is not full.</summary>
    internal async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await grants.EndOverCapAsync(GrantLifetimes.CapPerSubjectAndClient, now, ct);
        Func<Task<int>>[] kinds =
        [
            () => grants.DeletePastAsync(now, Batch, ct),
            () => sessions.DeletePastAsync(now - TimeSpan.FromDays(1), Batch, ct),
            () => feed.DeletePastAsync(now, Batch, ct),
            () => parked.DeletePastAsync(now, Batch, ct),
            () => callers.DeletePastAsync(now, Batch, ct),
            () => audit.DeletePastAsync(now - AuditKept, Batch, ct),
        ];
        foreach (var delete in kinds)
        {
            // At most so many batches a round, so that a large backlog does not hold up the writer.
            for (var round = 0; round < 20 && await delete() == Batch; round++) ct.ThrowIfCancellationRequested();
        }

        ended.Forget(now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                logger.SweepFailed(broken.GetType().Name);
            }
        }
    }
}

using Vestibule.Engine.Model.Changes;

namespace Vestibule.Server.Hosting;

/// <summary>Reads the change feed each 250 ms, so that what another process ends or changes takes effect here within a second.</summary>
internal sealed class FeedPolling(ChangeFollower feed, ILogger<FeedPolling> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        // The machine's own time, also where the protocol runs on a fake clock: this measures a link, not a lifetime.
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await feed.CatchUpAsync(stoppingToken);
                if (failing) logger.FeedReachable();
                failing = false;
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                if (!failing) logger.FeedUnreachable(broken.GetType().Name, ChangeFollower.Patience.TotalSeconds);
                failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

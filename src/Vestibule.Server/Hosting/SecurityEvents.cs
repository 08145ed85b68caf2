using System.Threading.Channels;
using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Hosting;

/// <summary>Writes security events to the log at once and to the audit table in batches.</summary>
internal sealed class SecurityEvents(IAuditStore audit, ILogger<SecurityEvents> logger) : BackgroundService, ISecurityEvents
{
    private const int Batch = 100;

    // Bounded: a flood of failed sign-ins must not fill the memory. What does not fit is in the log all the same.
    private readonly Channel<SecurityEvent> waiting = Channel.CreateBounded<SecurityEvent>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Note(SecurityEvent happened)
    {
        logger.SecurityEventHappened(happened.Kind.ToString(), happened.Site.ToString(), happened.Subject, happened.ClientId, happened.Grant, happened.Address);
        waiting.Writer.TryWrite(happened);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The rest is written before the store closes.
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } rest) await rest.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<SecurityEvent>(Batch);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < Batch && waiting.Reader.TryRead(out var next)) batch.Add(next);
            try
            {
                await audit.AppendAsync(batch, CancellationToken.None);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                logger.AuditUnavailable(batch.Count, broken.GetType().Name);
            }

            batch.Clear();
        }
    }
}

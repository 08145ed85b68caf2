using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Vestibule.Engine.Model.Audit;
using Vestibule.Server.Accounts;

namespace Vestibule.Server.Hosting;

/// <summary>Writes security events to the log at once and to the audit table in batches.</summary>
internal sealed class SecurityEvents(IAuditStore audit, RecentlyNoted noted, ILogger<SecurityEvents> logger) : BackgroundService, ISecurityEvents
{
    private const int Batch = 100;
    private static readonly TimeSpan NotedAgainAfter = TimeSpan.FromMinutes(1);

    // Bounded: a flood must not fill the memory. What is dropped is counted in the log.
    private readonly Channel<SecurityEvent> waiting = Channel.CreateBounded<SecurityEvent>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private int dropped;

    public void Note(SecurityEvent happened)
    {
        if (AnyoneCanCause(happened.Kind) && !noted.IsDue(KeyOf(happened), NotedAgainAfter)) return;
        var level = LevelOf(happened.Kind);
        logger.SecurityEventHappened(level, happened.Kind, happened.Site, happened.Subject, happened.ClientId,
            happened.Grant, happened.Address);
        if (!waiting.Writer.TryWrite(happened)) Interlocked.Increment(ref dropped);
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
            if (Interlocked.Exchange(ref dropped, 0) is > 0 and var lost) logger.AuditUnavailable(lost, "too many at once");
        }
    }

    /// <summary>What a stranger can cause as often as they like, by a wrong secret beside a client id that everybody knows: once a minute for each client is enough.</summary>
    private static bool AnyoneCanCause(SecurityEventKind kind) => kind == SecurityEventKind.ClientAuthenticationFailed;

    private static byte[] KeyOf(SecurityEvent happened) => SHA256.HashData(Encoding.UTF8.GetBytes($"{happened.Kind} {happened.Site} {happened.ClientId}"));

    /// <summary>Attacks and failures show at every usual log level; what people and operators do every day shows at Information.</summary>
    private static LogLevel LevelOf(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.SignInFailed or SecurityEventKind.Throttled or SecurityEventKind.CodeReplayed or SecurityEventKind.RefreshTokenReplayed
            or SecurityEventKind.GenerationAhead or SecurityEventKind.ClientAuthenticationFailed => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}

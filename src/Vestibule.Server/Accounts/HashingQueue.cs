using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Accounts;

/// <summary>Lets at most half of the cores hash passwords at once, off the request's thread, and no more than a set number wait. A flood of sign-ins then slows sign-ins, not
/// the server.</summary>
internal sealed class HashingQueue
{
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(1);

    private readonly TaskFactory factory;
    private readonly int most;
    private int inside;

    internal HashingQueue(int cores, int waiting = 64)
    {
        var atOnce = Math.Max(1, cores / 2);
        most = atOnce + waiting;
        factory = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, atOnce).ConcurrentScheduler);
    }

    /// <summary>Runs a hash when its turn comes; <see cref="ErrorCode.Throttled"/> at once when too many wait. Who goes away while waiting gives up the place.</summary>
    internal async Task<Outcome<T>> RunAsync<T>(Func<T> hash, CancellationToken ct)
        where T : class
    {
        try
        {
            if (Interlocked.Increment(ref inside) > most) return ProtocolError.Throttled(ComeBackAfter);
            return await factory.StartNew(hash, ct).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }
}

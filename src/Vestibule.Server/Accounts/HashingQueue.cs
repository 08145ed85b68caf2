using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Accounts;

/// <summary>Lets at most half of the cores hash passwords at once, off the request's thread, and no more than a set number wait. A flood of sign-ins then slows sign-ins, not
/// the server.</summary>
internal sealed class HashingQueue : IDisposable
{
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim seats;
    private readonly int most;
    private int inside;

    internal HashingQueue(int cores, int waiting = 64)
    {
        var atOnce = Math.Max(1, cores / 2);
        most = atOnce + waiting;
        seats = new SemaphoreSlim(atOnce);
    }

    /// <summary>Runs a hash when its turn comes; <see cref="ErrorCode.Throttled"/> at once when too many wait. Who goes away while waiting gives up the place;
    /// a hash that has begun is finished.</summary>
    internal async Task<Outcome<T>> RunAsync<T>(Func<T> hash, CancellationToken ct)
        where T : class
    {
        try
        {
            if (Interlocked.Increment(ref inside) > most) return ProtocolError.Throttled(ComeBackAfter);
            return await SeatAsync(hash, ct).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    /// <inheritdoc />
    public void Dispose() => seats.Dispose();

    private async Task<T> SeatAsync<T>(Func<T> hash, CancellationToken ct)
    {
        await seats.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await Task.Run(hash, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            seats.Release();
        }
    }
}

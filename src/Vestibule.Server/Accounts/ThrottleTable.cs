using System.Buffers.Binary;

namespace Vestibule.Server.Accounts;

/// <summary>Counts tries per key in constant memory (1 MiB), whatever strangers send.</summary>
/// <remarks>A key has a slot in each of two rows, chosen by its keyed hash. A slot holds the time at which it is full again; a try moves that time on in both, and is
/// refused only when both are spent. Keys that share a slot can make it stricter, never laxer: no key ever gets more than its budget. Nobody without
/// the key can choose whom they share with.</remarks>
internal sealed class ThrottleTable(TimeProvider clock)
{
    private const int SlotsPerRow = 1 << 16;

    private readonly Lock gate = new();
    private readonly long start = clock.GetTimestamp();
    private readonly long[] first = new long[SlotsPerRow];
    private readonly long[] second = new long[SlotsPerRow];

    /// <summary>Takes one try of each budget, or of none; null when one is spent, with the time, in whole seconds, until it is not.</summary>
    internal ThrottleReservation? TryReserve(IReadOnlyList<ThrottleShare> shares, out TimeSpan retryAfter)
    {
        var now = Now;
        lock (gate)
        {
            var wait = 0L;
            foreach (var share in shares) wait = Math.Max(wait, WaitFor(share, now));
            retryAfter = TimeSpan.FromSeconds(Math.Ceiling(TimeSpan.FromTicks(wait).TotalSeconds));
            if (wait > 0) return null;

            foreach (var share in shares) Take(share, now);
            return new ThrottleReservation(shares, now);
        }
    }

    /// <summary>Gives the tries back after a success, less what has come back by itself since, so that nobody else's try is given back with it.</summary>
    internal void GiveBack(ThrottleReservation reservation)
    {
        var elapsed = Now - reservation.At;
        lock (gate)
        {
            foreach (var share in reservation.Shares)
            {
                var left = Math.Max(0, share.Budget.PerTry.Ticks - elapsed);
                first[First(share)] -= left;
                second[Second(share)] -= left;
            }
        }
    }

    private long Now => clock.GetElapsedTime(start).Ticks;

    private long WaitFor(ThrottleShare share, long now)
    {
        var until = Math.Max(Math.Min(first[First(share)], second[Second(share)]), now) + share.Budget.PerTry.Ticks;
        return until - now - share.Budget.Window.Ticks;
    }

    private void Take(ThrottleShare share, long now)
    {
        ref var one = ref first[First(share)];
        ref var two = ref second[Second(share)];
        one = Math.Max(one, now) + share.Budget.PerTry.Ticks;
        two = Math.Max(two, now) + share.Budget.PerTry.Ticks;
    }

    private static int First(ThrottleShare share) => BinaryPrimitives.ReadUInt16BigEndian(share.Key);

    private static int Second(ThrottleShare share) => BinaryPrimitives.ReadUInt16BigEndian(share.Key.AsSpan(2));
}

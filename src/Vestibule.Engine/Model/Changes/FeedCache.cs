using System.Collections.Concurrent;

namespace Vestibule.Engine.Model.Changes;

/// <summary>Rows that are read often and changed seldom, kept until the feed says that they changed.</summary>
/// <remarks>A row whose reading overlapped a change is handed out but not kept: it may be older than the change.</remarks>
public sealed class FeedCache<TKey, TValue>(Func<TKey, CancellationToken, Task<TValue?>> read, int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, TValue> kept = new();
    private int changes;

    /// <summary>The row, from memory or read; null when there is none. Absent rows are not kept, so that strangers cannot fill the memory.</summary>
    public ValueTask<TValue?> FindAsync(TKey key, CancellationToken ct) =>
        kept.TryGetValue(key, out var value) ? new(value) : new(ReadAsync(key, ct));

    /// <summary>Lets go of one row.</summary>
    public void Forget(TKey key)
    {
        Interlocked.Increment(ref changes);
        kept.TryRemove(key, out _);
    }

    /// <summary>Lets go of all rows.</summary>
    public void ForgetAll()
    {
        Interlocked.Increment(ref changes);
        kept.Clear();
    }

    private async Task<TValue?> ReadAsync(TKey key, CancellationToken ct)
    {
        var before = Volatile.Read(ref changes);
        var value = await read(key, ct).ConfigureAwait(false);
        if (value is null) return null;
        if (kept.Count >= capacity) ForgetAll();
        else if (before == Volatile.Read(ref changes))
        {
            kept[key] = value;
            // A change may have come between the comparison and the line above.
            if (before != Volatile.Read(ref changes)) kept.TryRemove(key, out _);
        }

        return value;
    }
}

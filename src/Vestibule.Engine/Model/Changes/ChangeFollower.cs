using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Changes;

/// <summary>Follows the change feed: fills the <see cref="EndedSet"/> and makes caches let go. One per node.</summary>
public sealed class ChangeFollower(IChangeFeed feed, EndedSet ended, ClientDirectory clients, SiteDirectory sites, TimeProvider machineClock) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private long sequence;
    private long? mark;
    private long lastReached;
    private volatile bool loaded;

    /// <summary>How long a node may be cut off from the feed before it refuses tokens rather than honour dead ones.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Raised when the key ring changed somewhere.</summary>
    public event Action? KeysChanged;

    /// <summary>Raised when a site, or what belongs to it alone, changed somewhere.</summary>
    public event Action<SiteId>? SiteChanged;

    /// <summary>Whether everything that has been ended is known here.</summary>
    public bool IsCurrent => loaded && machineClock.GetElapsedTime(Volatile.Read(ref lastReached)) < Patience;

    /// <summary>Reads what is new, if anything is. Called each 250 ms, and after each write that ends something, before it is answered.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // The mark is taken before the rows: a commit between the two is read now or next time, never passed over.
            var now = await feed.ReadMarkAsync(ct).ConfigureAwait(false);
            if (now != mark)
            {
                foreach (var change in await feed.ReadAfterAsync(sequence, ct).ConfigureAwait(false)) Apply(change);
                mark = now;
            }

            Volatile.Write(ref lastReached, machineClock.GetTimestamp());
            loaded = true;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => oneAtATime.Dispose();

    private void Apply(Change change)
    {
        ended.Apply(change);
        switch (change.Kind)
        {
            case ChangeKind.Client:
                clients.Forget(change.Site!.Value, change.Subject);
                break;
            case ChangeKind.Site:
                sites.ForgetAll();
                clients.ForgetOrigins(change.Site!.Value);
                SiteChanged?.Invoke(change.Site.Value);
                break;
            case ChangeKind.Keys:
                KeysChanged?.Invoke();
                break;
            default:
                break;
        }

        sequence = Math.Max(sequence, change.Sequence);
    }
}

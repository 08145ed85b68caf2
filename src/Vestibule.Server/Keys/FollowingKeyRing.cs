using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Vestibule.Engine.Model.Changes;

namespace Vestibule.Server.Keys;

/// <summary>A key manager whose ring is read again when the change feed says that a key was made or revoked, here or elsewhere.
/// By itself Data Protection would notice after hours.</summary>
internal sealed class FollowingKeyRing : IKeyManager, IDisposable
{
    private readonly IKeyManager keys;
    private readonly ChangeFollower feed;
    private CancellationTokenSource changed = new();

    public FollowingKeyRing(IKeyManager keys, ChangeFollower feed)
    {
        (this.keys, this.feed) = (keys, feed);
        feed.KeysChanged += OnKeysChanged;
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => keys.CreateNewKey(activationDate, expirationDate);

    public IReadOnlyCollection<IKey> GetAllKeys() => keys.GetAllKeys();

    public CancellationToken GetCacheExpirationToken() =>
        CancellationTokenSource.CreateLinkedTokenSource(keys.GetCacheExpirationToken(), Volatile.Read(ref changed).Token).Token;

    public void RevokeKey(Guid keyId, string? reason = null) => keys.RevokeKey(keyId, reason);

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => keys.RevokeAllKeys(revocationDate, reason);

    public void Dispose()
    {
        feed.KeysChanged -= OnKeysChanged;
        changed.Dispose();
    }

    private void OnKeysChanged() => Interlocked.Exchange(ref changed, new CancellationTokenSource()).Cancel();
}

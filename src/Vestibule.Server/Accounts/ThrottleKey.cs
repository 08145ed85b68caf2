namespace Vestibule.Server.Accounts;

/// <summary>The key of the hashes by which callers are counted and remembered (W-33). The composition derives it from the master key, so that
/// restarts and other nodes hash alike, and a copy of the database alone names nobody.</summary>
internal sealed class ThrottleKey
{
    private readonly byte[] key;

    /// <summary>Takes a key of at least 32 bytes.</summary>
    internal ThrottleKey(byte[] key) =>
        this.key = key.Length >= 32 ? key : throw new ArgumentException("The throttle key needs at least 32 bytes.", nameof(key));

    internal ReadOnlySpan<byte> Bytes => key;
}

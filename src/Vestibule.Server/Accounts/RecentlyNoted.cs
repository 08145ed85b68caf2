using System.Buffers.Binary;

namespace Vestibule.Server.Accounts;

/// <summary>Remembers, in constant memory, what was noted of late, so that one caller cannot fill the audit table. A forgotten entry costs a second note, no more.</summary>
internal sealed class RecentlyNoted(TimeProvider clock)
{
    private const int Slots = 1 << 13;

    private readonly Lock gate = new();
    private readonly (ulong Key, DateTimeOffset Until)[] slots = new (ulong, DateTimeOffset)[Slots];

    /// <summary>Whether the key was not noted within the window; it is now.</summary>
    internal bool IsDue(ReadOnlySpan<byte> keyHash, TimeSpan window)
    {
        var key = BinaryPrimitives.ReadUInt64BigEndian(keyHash);
        var now = clock.GetUtcNow();
        lock (gate)
        {
            ref var slot = ref slots[key % Slots];
            if (slot.Key == key && now < slot.Until) return false;
            slot = (key, now + window);
            return true;
        }
    }
}

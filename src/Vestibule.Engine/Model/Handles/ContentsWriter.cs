using System.Buffers.Binary;
using System.Text;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Writes a handle's contents: a version byte, then fields in a fixed order.</summary>
internal ref struct ContentsWriter(Span<byte> start)
{
    private Span<byte> buffer = start;
    private int length;

    internal readonly byte[] ToArray() => buffer[..length].ToArray();

    internal void Byte(byte value) => Take(1)[0] = value;

    internal void Int(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    internal void Id(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    /// <summary>Microseconds since 1970, UTC: what the database keeps, so that a time survives both ways unchanged.</summary>
    internal void Time(DateTimeOffset value) =>
        BinaryPrimitives.WriteInt64BigEndian(Take(8), (value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    internal void Text(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        Int(count);
        Encoding.UTF8.GetBytes(value, Take(count));
    }

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(Take(value.Length));
    }

    internal void Texts(IReadOnlyList<string> values)
    {
        Int(values.Count);
        foreach (var value in values) Text(value);
    }

    private Span<byte> Take(int count)
    {
        if (buffer.Length - length < count)
        {
            var larger = new byte[Math.Max(buffer.Length * 2, length + count)];
            buffer[..length].CopyTo(larger);
            buffer = larger;
        }

        var taken = buffer.Slice(length, count);
        length += count;
        return taken;
    }
}

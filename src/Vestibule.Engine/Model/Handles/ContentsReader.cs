using System.Buffers.Binary;
using System.Text;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Reads what <see cref="ContentsWriter"/> wrote. The contents were authenticated before, so a misfit is a version that this binary does not know.</summary>
internal ref struct ContentsReader(ReadOnlySpan<byte> contents)
{
    private ReadOnlySpan<byte> rest = contents;

    internal readonly bool AtEnd => rest.IsEmpty;

    internal byte Byte() => Take(1)[0];

    internal int Int()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7f) << shift;
            if (next < 0x80) return (int)value;
        }

        throw new FormatException("A number of a handle is too long.");
    }

    internal Guid Id() => new(Take(16), bigEndian: true);

    internal DateTimeOffset Time() =>
        DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(Take(8)) * TimeSpan.TicksPerMicrosecond);

    internal string Text() => Encoding.UTF8.GetString(Take(Int()));

    internal byte[] Bytes() => Take(Int()).ToArray();

    internal IReadOnlyList<string> Texts()
    {
        var count = Int();
        if (count == 0) return [];
        if (count > rest.Length) throw new FormatException("A list of a handle is too long.");
        var values = new string[count];
        for (var i = 0; i < count; i++) values[i] = Text();
        return values;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length) throw new FormatException("A handle is too short.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}

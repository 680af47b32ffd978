using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Usher.Journal.Codec;

/// <summary>Reads the primitive forms of docs/journal.md. Anything that <see cref="ByteWriter"/> cannot have written is refused.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, int start)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Index of the next byte.</summary>
    public int Position { get; private set; } = start;

    /// <summary>One byte.</summary>
    public byte Byte()
    {
        if (Position >= bytes.Length)
            Fail("it ends too early");
        return bytes[Position++];
    }

    /// <summary>0 or 1.</summary>
    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => Fail<bool>($"a flag is {other}, not 0 or 1"),
    };

    /// <summary>16 bytes, in the order of the hexadecimal text.</summary>
    public Guid Id() => new(Take(16), bigEndian: true);

    /// <summary>8 bytes, little-endian: 100 ns since 0001-01-01 UTC.</summary>
    public DateTimeOffset Instant() => AsInstant(BinaryPrimitives.ReadInt64LittleEndian(Take(8)));

    /// <summary>The signed distance from another instant.</summary>
    public DateTimeOffset InstantAfter(DateTimeOffset origin) => AsInstant(unchecked(origin.UtcTicks + Signed()));

    /// <summary>0, or 1 and the signed distance.</summary>
    public DateTimeOffset? OptionalInstantAfter(DateTimeOffset origin) => Flag() ? InstantAfter(origin) : null;

    /// <summary>A length of time in 100 ns.</summary>
    public TimeSpan Duration() => new(Signed());

    /// <summary>A signed number of 32 bits.</summary>
    public int Number()
    {
        var value = Signed();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : Fail<int>($"{value} does not fit 32 bits");
    }

    /// <summary>A signed number of 64 bits.</summary>
    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>An unsigned varint in its shortest form.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80)
                continue;
            if (next == 0 && shift > 0 || shift == 63 && next > 1)
                break;
            return value;
        }

        return Fail<ulong>("a number is longer than it can be");
    }

    /// <summary>How many items follow, each of at least <paramref name="itemBytesMin"/> bytes.</summary>
    public int Count(int itemBytesMin)
    {
        var count = Unsigned();
        return count <= (ulong)((bytes.Length - Position) / itemBytesMin)
            ? (int)count
            : Fail<int>($"{count} items cannot follow in {bytes.Length - Position} bytes");
    }

    /// <summary>The bytes of a text: length, then UTF-8.</summary>
    public ReadOnlySpan<byte> TextBytes() => Take(Count(itemBytesMin: 1));

    /// <summary>Says that the bytes are no events.</summary>
    [DoesNotReturn]
    public readonly void Fail(string what) => throw new JournalCorruptException(
        JournalCodes.NotEvents,
        $"byte {Position} of an entry cannot be read as an event: {what}",
        "the entry was damaged, or written by a newer version of Usher: run 'usher verify-log', then restore the newest good backup, or update Usher");

    /// <summary>As <see cref="Fail(string)"/>, where an expression is wanted.</summary>
    [DoesNotReturn]
    public readonly T Fail<T>(string what)
    {
        Fail(what);
        return default;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (bytes.Length - Position < count)
            Fail("it ends too early");
        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    private readonly DateTimeOffset AsInstant(long ticks) => (ulong)ticks <= (ulong)DateTimeOffset.MaxValue.Ticks
        ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : Fail<DateTimeOffset>($"{ticks} is no instant");
}

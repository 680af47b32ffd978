using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Usher.Journal.Codec;

/// <summary>Writes the primitive forms of docs/journal.md. <see cref="Flush"/> hands the rest over; without it, it is lost.</summary>
internal ref struct ByteWriter(IBufferWriter<byte> output)
{
    private const int ChunkBytes = 256;
    private const int VarintBytesMax = 10;

    private Span<byte> free = output.GetSpan(ChunkBytes);
    private int used;

    /// <summary>One byte.</summary>
    public void Byte(byte value)
    {
        Reserve(1);
        free[used++] = value;
    }

    /// <summary>One byte: 1 for true, 0 for false.</summary>
    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>16 bytes, in the order of the hexadecimal text.</summary>
    public void Id(Guid value)
    {
        Reserve(16);
        value.TryWriteBytes(free[used..], bigEndian: true, out _);
        used += 16;
    }

    /// <summary>An instant as 8 bytes, little-endian: 100 ns since 0001-01-01 UTC.</summary>
    public void Instant(DateTimeOffset value)
    {
        Reserve(8);
        BinaryPrimitives.WriteInt64LittleEndian(free[used..], value.UtcTicks);
        used += 8;
    }

    /// <summary>An instant as the signed distance from another one.</summary>
    public void InstantAfter(DateTimeOffset origin, DateTimeOffset value) => Signed(value.UtcTicks - origin.UtcTicks);

    /// <summary>0, or 1 and the signed distance.</summary>
    public void OptionalInstantAfter(DateTimeOffset origin, DateTimeOffset? value)
    {
        Flag(value.HasValue);
        if (value is { } instant)
            InstantAfter(origin, instant);
    }

    /// <summary>A signed number: zig-zag, then varint.</summary>
    public void Signed(long value) => Unsigned((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>Seven bits a byte, lowest first, the high bit set on all but the last.</summary>
    public void Unsigned(ulong value)
    {
        Reserve(VarintBytesMax);
        while (value >= 0x80)
        {
            free[used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        free[used++] = (byte)value;
    }

    /// <summary>Length in bytes as varint, then UTF-8. A lone surrogate becomes U+FFFD: a name never stops the journal.</summary>
    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)bytes);
        Reserve(bytes);
        used += Encoding.UTF8.GetBytes(value, free[used..]);
    }

    /// <summary>Hands what is written to the output.</summary>
    public void Flush()
    {
        output.Advance(used);
        used = 0;
        free = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int bytes)
    {
        if (free.Length - used < bytes)
            Grow(bytes);
    }

    private void Grow(int bytes)
    {
        output.Advance(used);
        used = 0;
        free = output.GetSpan(Math.Max(bytes, ChunkBytes));
    }
}

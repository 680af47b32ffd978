using System.Buffers.Binary;

namespace Usher.Client.Tests.Fakes;

/// <summary>Ids that count up from one, in both halves, and one fraction for all jitter.</summary>
internal sealed class FixedRandom(double fraction = 0) : RandomSource
{
    private long _ids;

    public override void Fill(Span<byte> bytes)
    {
        if (bytes.Length == sizeof(uint))
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(fraction * uint.MaxValue));
        else
            BinaryPrimitives.WriteUInt128BigEndian(bytes, NextId());
    }

    private new UInt128 NextId()
    {
        var id = (ulong)Interlocked.Increment(ref _ids);
        return new UInt128(id, id);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Usher.Client;

/// <summary>Where ids and jitter come from, so that a seed can replay a whole run.</summary>
public abstract class RandomSource
{
    /// <summary>The machine's cryptographic random numbers.</summary>
    public static RandomSource System { get; } = new SystemRandom();

    /// <summary>Fills all of it with random bytes. Called from any thread.</summary>
    public abstract void Fill(Span<byte> bytes);

    internal UInt128 NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Another request id of the same holding: the first half is the same, the rest random.</summary>
    internal UInt128 NextId(UInt128 holding) => new((ulong)(holding >> 64), (ulong)NextId());

    /// <summary>0 inclusive to 1 exclusive.</summary>
    internal double NextFraction()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes) / 4294967296.0;
    }

    private sealed class SystemRandom : RandomSource
    {
        public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }
}

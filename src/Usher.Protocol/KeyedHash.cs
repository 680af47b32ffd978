using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Usher.Protocol;

/// <summary>HMAC-SHA256 of short messages under ever other keys. For one thread; allocates nothing per message.</summary>
/// <remarks>
/// HMAC is written out as its two hashes, because the platform's one-shot call sets up a key each time and costs about
/// twice as much. A test compares the two.
/// </remarks>
public sealed class KeyedHash : IDisposable
{
    /// <summary>Bytes of a message at most.</summary>
    public const int MessageBytesMax = BlockBytes;

    /// <summary>Bytes of a key, no more and no less.</summary>
    public const int KeyBytes = WireLimits.DatagramKeyBytes;

    private const int BlockBytes = 64;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // A block of padding, whose front is the padded key, and what is hashed after it.
    private readonly byte[] inner = new byte[BlockBytes + MessageBytesMax];
    private readonly byte[] outer = new byte[BlockBytes + SHA256.HashSizeInBytes];

    /// <summary>Makes one.</summary>
    public KeyedHash()
    {
        inner.AsSpan(0, BlockBytes).Fill(InnerPad);
        outer.AsSpan(0, BlockBytes).Fill(OuterPad);
    }

    /// <summary>Hashes a message.</summary>
    /// <param name="key"><see cref="KeyBytes"/> bytes.</param>
    /// <param name="message">0 to <see cref="MessageBytesMax"/> bytes.</param>
    /// <param name="result">Takes the first <see cref="SHA256.HashSizeInBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The key or the message has another length.</exception>
    public void Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, MessageBytesMax);
        Pad(inner, key, InnerPad);
        Pad(outer, key, OuterPad);
        message.CopyTo(inner.AsSpan(BlockBytes));
        Hash(inner.AsSpan(0, BlockBytes + message.Length), outer.AsSpan(BlockBytes));
        Hash(outer, result);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        hash.Dispose();
        CryptographicOperations.ZeroMemory(inner);
        CryptographicOperations.ZeroMemory(outer);
    }

    private static void Pad(Span<byte> block, ReadOnlySpan<byte> key, byte pad)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(block);
        var of = MemoryMarshal.Cast<byte, ulong>(key);
        for (var word = 0; word < of.Length; word++)
            words[word] = of[word] ^ (pad * 0x0101010101010101UL);
    }

    private void Hash(ReadOnlySpan<byte> input, Span<byte> result)
    {
        hash.AppendData(input);
        hash.GetHashAndReset(result);
    }
}

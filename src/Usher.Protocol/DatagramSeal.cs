using System.Security.Cryptography;

namespace Usher.Protocol;

/// <summary>
/// Seals datagrams with a lease's key and tells genuine ones from others: HMAC-SHA256 over all before the tag, cut to
/// <see cref="WireLimits.DatagramTagBytes"/>. For one thread; allocates nothing per datagram.
/// </summary>
/// <remarks>
/// HMAC is written out as its two hashes, because the platform's one-shot call sets up a key each time and costs about
/// twice as much. A test compares the two.
/// </remarks>
public sealed class DatagramSeal : IDisposable
{
    private const int BlockBytes = 64;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Writes a datagram with its tag.</summary>
    /// <param name="datagram">What to say.</param>
    /// <param name="key"><see cref="WireLimits.DatagramKeyBytes"/> bytes.</param>
    /// <param name="bytes">Takes the first <see cref="WireLimits.DatagramBytes"/>.</param>
    public void Write(in Datagram datagram, ReadOnlySpan<byte> key, Span<byte> bytes)
    {
        datagram.Write(bytes);
        Span<byte> tag = stackalloc byte[SHA256.HashSizeInBytes];
        Tag(bytes[..Datagram.SealedBytes], key, tag);
        tag[..WireLimits.DatagramTagBytes].CopyTo(bytes[Datagram.SealedBytes..]);
    }

    /// <summary>Whether whoever wrote the datagram has the key. Takes the same time wherever a wrong tag differs.</summary>
    /// <param name="bytes">A whole datagram; of any other length it is not genuine.</param>
    /// <param name="key"><see cref="WireLimits.DatagramKeyBytes"/> bytes.</param>
    public bool IsGenuine(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key)
    {
        if (bytes.Length != WireLimits.DatagramBytes)
            return false;
        Span<byte> tag = stackalloc byte[SHA256.HashSizeInBytes];
        Tag(bytes[..Datagram.SealedBytes], key, tag);
        return CryptographicOperations.FixedTimeEquals(tag[..WireLimits.DatagramTagBytes], bytes[Datagram.SealedBytes..]);
    }

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();

    private void Tag(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key, Span<byte> tag)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, WireLimits.DatagramKeyBytes);
        Hash(InnerPad, key, message, tag);
        Hash(OuterPad, key, tag, tag);
    }

    /// <summary>SHA-256 of the padded key and what follows it.</summary>
    private void Hash(byte pad, ReadOnlySpan<byte> key, ReadOnlySpan<byte> after, Span<byte> result)
    {
        Span<byte> input = stackalloc byte[BlockBytes + Datagram.SealedBytes];
        input[..BlockBytes].Fill(pad);
        for (var index = 0; index < key.Length; index++)
            input[index] ^= key[index];
        after.CopyTo(input[BlockBytes..]);
        hash.AppendData(input[..(BlockBytes + after.Length)]);
        hash.GetHashAndReset(result);
    }
}

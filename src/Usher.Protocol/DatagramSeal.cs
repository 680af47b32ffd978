using System.Security.Cryptography;

namespace Usher.Protocol;

/// <summary>
/// Seals datagrams with a lease's key and tells genuine ones from others: HMAC-SHA256 over all before the tag, cut to
/// <see cref="WireLimits.DatagramTagBytes"/>. For one thread; allocates nothing per datagram.
/// </summary>
public sealed class DatagramSeal : IDisposable
{
    private readonly KeyedHash hash = new();

    /// <summary>Writes a datagram with its tag.</summary>
    /// <param name="datagram">What to say.</param>
    /// <param name="key"><see cref="WireLimits.DatagramKeyBytes"/> bytes.</param>
    /// <param name="bytes">Takes the first <see cref="WireLimits.DatagramBytes"/>.</param>
    public void Write(in Datagram datagram, ReadOnlySpan<byte> key, Span<byte> bytes)
    {
        datagram.Write(bytes);
        Span<byte> tag = stackalloc byte[SHA256.HashSizeInBytes];
        hash.Of(key, bytes[..Datagram.SealedBytes], tag);
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
        hash.Of(key, bytes[..Datagram.SealedBytes], tag);
        return CryptographicOperations.FixedTimeEquals(tag[..WireLimits.DatagramTagBytes], bytes[Datagram.SealedBytes..]);
    }

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Usher.Protocol;

/// <summary>
/// The question "who serves licenses here?": header (6), nonce (16), feature (1 + up to 128), zeros up to
/// <see cref="DiscoveryWire.QueryBytes"/>, so that no answer is longer.
/// </summary>
/// <param name="Nonce">Random; an answer repeats it, so that nobody can answer who did not hear the question.</param>
/// <param name="Feature">Only servers of this feature are asked; empty: all. Up to 128 bytes of UTF-8 that can be shown.</param>
public sealed record DiscoveryQuery(UInt128 Nonce, string Feature)
{
    private const int FeatureAt = DiscoveryHeader.Bytes + DiscoveryWire.NonceBytes;

    /// <summary>The datagram.</summary>
    /// <exception cref="ArgumentException">The feature is too long, or holds what cannot be shown.</exception>
    public byte[] ToBytes()
    {
        var bytes = new byte[DiscoveryWire.QueryBytes];
        DiscoveryHeader.Write(bytes, DiscoveryHeader.Query);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(DiscoveryHeader.Bytes), Nonce);
        _ = DiscoveryText.Write(bytes.AsSpan(FeatureAt), Feature, WireLimits.FeatureBytesMax);
        return bytes;
    }

    /// <summary>Reads a datagram; false when it is no question of this version, to the last byte.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DiscoveryQuery? query)
    {
        query = null;
        if (bytes.Length != DiscoveryWire.QueryBytes || !DiscoveryHeader.Matches(bytes, DiscoveryHeader.Query))
            return false;
        var rest = bytes[FeatureAt..];
        if (!DiscoveryText.TryTake(ref rest, WireLimits.FeatureBytesMax, out var feature) || rest.ContainsAnyExcept((byte)0))
            return false;
        query = new(BinaryPrimitives.ReadUInt128BigEndian(bytes[DiscoveryHeader.Bytes..]), feature);
        return true;
    }
}

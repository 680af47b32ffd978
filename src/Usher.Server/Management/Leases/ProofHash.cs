using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Usher.Server.Management.Leases;

/// <summary>HMAC-SHA256 under one key. Safe on any thread.</summary>
/// <remarks>
/// What the key comes to is computed once for each thread that hashes at the same time, and kept: the one-shot call of the
/// platform computes it anew each time and costs three times as much.
/// </remarks>
internal sealed class ProofHash(byte[] key) : IDisposable
{
    /// <summary>Bytes of a hash.</summary>
    internal const int Bytes = HMACSHA256.HashSizeInBytes;

    private readonly ConcurrentBag<IncrementalHash> idle = [];

    /// <summary>The hash of three parts, as if they were one.</summary>
    internal void Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> result)
    {
        if (!idle.TryTake(out var hash))
            hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(third);
        hash.GetHashAndReset(result);
        idle.Add(hash);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        while (idle.TryTake(out var hash))
            hash.Dispose();
    }
}

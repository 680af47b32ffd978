using System.Buffers.Binary;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>
/// The key of every lease: HMAC-SHA256 of its id under the server's secret. Nothing is stored for it, and a lease has the
/// same key after a restart. Safe on any thread.
/// </summary>
internal sealed class LeaseKeys(byte[] secret)
{
    private static ReadOnlySpan<byte> Label => "usher lease key 1"u8;

    /// <summary>Derives one.</summary>
    public LeaseKey Of(UInt128 lease)
    {
        using var hash = new KeyedHash();
        return Of(lease, hash);
    }

    /// <summary>Derives one; much faster.</summary>
    /// <param name="lease">Whose.</param>
    /// <param name="hash">The calling thread's.</param>
    public LeaseKey Of(UInt128 lease, KeyedHash hash)
    {
        Span<byte> named = stackalloc byte[Label.Length + WireLimits.IdBytes];
        Label.CopyTo(named);
        BinaryPrimitives.WriteUInt128BigEndian(named[Label.Length..], lease);
        var key = default(LeaseKey);
        hash.Of(secret, named, key);
        return key;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>
/// The key of every lease: HMAC-SHA256 of its id under the server's secret. Nothing is stored for it, and a lease has the
/// same key after a restart. Safe on any thread.
/// </summary>
internal sealed class LeaseKeys(byte[] secret)
{
    private static ReadOnlySpan<byte> Label => "usher lease key 1"u8;

    private static int NameBytes => Label.Length + WireLimits.IdBytes;

    /// <summary>Derives one.</summary>
    public LeaseKey Of(UInt128 lease)
    {
        var key = default(LeaseKey);
        HMACSHA256.HashData(secret, Name(lease, stackalloc byte[NameBytes]), key);
        return key;
    }

    /// <summary>Derives one; faster.</summary>
    /// <param name="lease">Whose.</param>
    /// <param name="hash">The calling thread's.</param>
    public LeaseKey Of(UInt128 lease, KeyedHash hash)
    {
        var key = default(LeaseKey);
        hash.Of(secret, Name(lease, stackalloc byte[NameBytes]), key);
        return key;
    }

    private static Span<byte> Name(UInt128 lease, Span<byte> name)
    {
        Label.CopyTo(name);
        BinaryPrimitives.WriteUInt128BigEndian(name[Label.Length..], lease);
        return name;
    }
}

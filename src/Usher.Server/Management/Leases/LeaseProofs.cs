using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Usher.Core;

namespace Usher.Server.Management.Leases;

/// <summary>
/// Names leases that are taken over HTTP, and makes and checks their secrets. Nothing is stored: both are HMACs under a key
/// that follows from the server's own, so that they are the same after a restart.
/// </summary>
/// <remarks>
/// The id of a lease is shown to others; the idempotency key that it follows from is not, and cannot be found from it. So
/// whoever repeats a request proves by the key alone that it is the one who made it, and may be told the secret again.
/// </remarks>
internal sealed class LeaseProofs(byte[] key) : IDisposable
{
    /// <summary>What the key is derived for.</summary>
    internal const string Purpose = "usher http leases 1";

    /// <summary>Shortest idempotency key, in characters: less would be guessed.</summary>
    internal const int KeyCharsMin = 16;

    /// <summary>Longest idempotency key, in characters.</summary>
    internal const int KeyCharsMax = 128;

    /// <summary>Longest secret, in characters; the longest that is made takes some 1,300.</summary>
    internal const int SecretCharsMax = 2048;

    /// <summary>How a secret begins, so that scanners for leaked secrets know it.</summary>
    internal const string Prefix = "ul1_";

    private const int IdBytes = 16;
    private const int HeadBytes = IdBytes + ProofHash.Bytes;
    private const char Gap = '\0';

    private readonly ProofHash hash = new(key);

    /// <summary>The lease that a request with an idempotency key is for: always the same.</summary>
    internal LeaseId LeaseOf(string feature, string idempotencyKey)
    {
        Span<byte> named = stackalloc byte[ProofHash.Bytes];
        hash.Compute("lease\0"u8, Encoding.UTF8.GetBytes($"{feature}{Gap}"), Encoding.UTF8.GetBytes(idempotencyKey), named);
        return new LeaseId(new Guid(named[..IdBytes], bigEndian: true));
    }

    /// <summary>The secret of a lease: who, of what, and 256 bits that only this server can make.</summary>
    internal string SecretOf(LeaseId lease, string feature, Holder holder)
    {
        var text = $"{feature}{Gap}{holder.User}{Gap}{holder.Host}";
        var bytes = new byte[HeadBytes + Encoding.UTF8.GetByteCount(text)];
        lease.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(HeadBytes));
        Sign(bytes, bytes.AsSpan(IdBytes, ProofHash.Bytes));
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a secret proves; null: nothing.</summary>
    internal LeaseProof? Read(ReadOnlySpan<char> secret)
    {
        if (secret.Length > SecretCharsMax || !secret.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(secret[Prefix.Length..]))
            return null;
        var bytes = Base64Url.DecodeFromChars(secret[Prefix.Length..]);
        if (bytes.Length <= HeadBytes)
            return null;
        Span<byte> expected = stackalloc byte[ProofHash.Bytes];
        Sign(bytes, expected);
        return CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(IdBytes, expected.Length)) ? Parse(bytes) : null;
    }

    private static LeaseProof Parse(byte[] bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes.AsSpan(HeadBytes)).Split(Gap);
        return new LeaseProof(new LeaseId(new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true)), parts[0], new Holder(parts[1], parts[2]));
    }

    /// <summary>The HMAC of everything but its own place, and of what it is for.</summary>
    private void Sign(ReadOnlySpan<byte> bytes, Span<byte> signature) =>
        hash.Compute("secret\0"u8, bytes[..IdBytes], bytes[HeadBytes..], signature);

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();
}

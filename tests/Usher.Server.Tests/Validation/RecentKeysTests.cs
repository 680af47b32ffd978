using System.Buffers.Binary;
using System.Security.Cryptography;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

public sealed class RecentKeysTests : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(index => (byte)index)];
    private static readonly LeaseKeys Keys = new(Secret);
    private readonly RecentKeys recent = new(Keys);

    [Fact]
    public void Every_lease_gets_its_own_key_however_many_share_a_place()
    {
        for (var round = 0; round < 2; round++)
        {
            for (UInt128 lease = 0; lease < RecentKeys.Places * 3; lease++)
            {
                Assert.Equal(Bytes(Keys.Of(lease)), Bytes(recent.Of(lease)));
                recent.Keep(lease, Keys.Of(lease));
                Assert.Equal(Bytes(Keys.Of(lease)), Bytes(recent.Of(lease)));
            }
        }
    }

    [Fact]
    public void Lease_zero_has_no_key_of_zeros() => Assert.NotEqual(new byte[32], Bytes(recent.Of(0)));

    [Fact]
    public void A_key_is_the_platforms_HMAC_of_a_label_and_the_lease_under_the_secret()
    {
        byte[] lease = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        var derived = Keys.Of(BinaryPrimitives.ReadUInt128BigEndian(lease));
        Assert.Equal(HMACSHA256.HashData(Secret, (byte[])[.. "usher lease key 1"u8, .. lease]), Bytes(derived));
    }

    [Fact]
    public void A_thousand_busy_leases_have_nearly_all_their_keys_kept()
    {
        var ids = Enumerable.Range(1, 1000).Select(index => new UInt128((ulong)index * 0x9E3779B97F4A7C15, (ulong)index)).ToArray();
        var other = default(LeaseKey);
        foreach (var lease in ids)
            recent.Keep(lease, other);
        Assert.InRange(ids.Count(lease => Bytes(recent.Of(lease)).SequenceEqual(Bytes(other))), 950, 1000);
    }

    public void Dispose() => recent.Dispose();

    private static byte[] Bytes(LeaseKey key) => ((ReadOnlySpan<byte>)key).ToArray();
}

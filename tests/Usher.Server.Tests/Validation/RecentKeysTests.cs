using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

public sealed class RecentKeysTests
{
    private readonly LeaseKeys keys = new([.. Enumerable.Range(0, 32).Select(index => (byte)index)]);

    [Fact]
    public void Every_lease_gets_its_own_key_however_many_share_a_place()
    {
        var recent = new RecentKeys(keys);
        for (var round = 0; round < 2; round++)
        {
            for (UInt128 lease = 0; lease < RecentKeys.Places * 3; lease++)
            {
                Assert.Equal(Bytes(keys.Of(lease)), Bytes(recent.Of(lease)));
                recent.Keep(lease, keys.Of(lease));
                Assert.Equal(Bytes(keys.Of(lease)), Bytes(recent.Of(lease)));
            }
        }
    }

    [Fact]
    public void Lease_zero_has_no_key_of_zeros() => Assert.NotEqual(new byte[32], Bytes(new RecentKeys(keys).Of(0)));

    private static byte[] Bytes(LeaseKey key) => ((ReadOnlySpan<byte>)key).ToArray();
}

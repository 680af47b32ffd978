using System.Net;
using System.Net.Sockets;
using Usher.EndToEnd;
using Usher.Server.Networks;
using Usher.Server.Tests.Lanes;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

[Collection(Alone.Name)]
public sealed class SourceGateTests
{
    private readonly FakeClock clock = new();
    private readonly CountingIds ids = new();

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("::ffff:192.0.2.1", false)]
    [InlineData("fe80::1%3", true)]
    [InlineData("2001:db8::1", false)]
    public void Only_trusted_networks_are_looked_at(string address, bool isTrusted)
    {
        var gate = Gate(perSecondMax: 10);
        for (var twice = 0; twice < 2; twice++)
            Assert.Equal(isTrusted ? DatagramDrop.None : DatagramDrop.Untrusted, Look(gate, From(address)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void One_address_may_send_so_many_in_a_second_and_no_more(int perSecondMax)
    {
        var gate = Gate(perSecondMax);
        for (var second = 0; second < 3; second++)
        {
            for (var datagram = 0; datagram < perSecondMax; datagram++)
                Assert.Equal(DatagramDrop.None, Look(gate, From("10.0.0.1", port: 1000 + datagram)));
            Assert.Equal(DatagramDrop.TooMany, Look(gate, From("10.0.0.1")));
            Assert.Equal(DatagramDrop.None, Look(gate, From("10.0.0.2")));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void However_many_addresses_ask_nothing_grows()
    {
        var gate = new SourceGate(TrustedNetworks.Parse(["any"]), new RateTable(clock, 100, ids));
        var from = new SocketAddress[] { From("1.2.3.4"), From("2001:db8::1") };
        var before = 0L;
        for (var round = 0; round < 20_000; round++)
        {
            foreach (var address in from)
            {
                // The last bytes of the address, in both families.
                (address[6], address[7]) = ((byte)round, (byte)(round >> 8));
                Look(gate, address);
            }

            if (round == 10_000)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 1_000_000);
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork, 8)]
    [InlineData(AddressFamily.InterNetworkV6, 24)]
    public void A_source_that_is_cut_short_is_of_no_trusted_network(AddressFamily family, int bytes)
    {
        var gate = new SourceGate(TrustedNetworks.Parse(["any"]), new RateTable(clock, 100, ids));
        Span<byte> from = new byte[bytes];
        from[^1] = 1;
        Assert.Equal(DatagramDrop.None, gate.Look(from, family));
        Assert.Equal(DatagramDrop.Untrusted, gate.Look(from[..^1], family));
        Assert.Equal(DatagramDrop.Untrusted, gate.Look([], family));
    }

    private static DatagramDrop Look(SourceGate gate, SocketAddress from) => gate.Look(from.Buffer.Span[..from.Size], from.Family);

    private static SocketAddress From(string address, int port = 4000) => new IPEndPoint(IPAddress.Parse(address), port).Serialize();

    private SourceGate Gate(int perSecondMax) =>
        new(TrustedNetworks.Parse(["loopback", "private", "link-local"]), new RateTable(clock, perSecondMax, ids));
}

using System.Net;
using Usher.Server.Discovery;

namespace Usher.Server.Tests.Discovery;

/// <summary>What is bound, and which datagrams count.</summary>
public sealed class HearingTests
{
    private static readonly IReadOnlyList<LocalInterface> Interfaces =
    [
        new(2, 2, [(IPAddress.Parse("10.20.0.5"), 16), (IPAddress.Parse("fd00::5"), 64)]),
        new(3, 3, [(IPAddress.Parse("192.168.7.5"), 24)]),
    ];

    [Theory]
    [InlineData("*", "0.0.0.0 ::")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1,::1", "127.0.0.1 ::1")]
    [InlineData("10.20.0.5", "0.0.0.0")]
    [InlineData("10.20.0.5,127.0.0.1,fd00::5", "0.0.0.0 ::")]
    public void A_server_on_loopback_alone_binds_that_and_any_other_binds_all_to_hear_broadcasts(string addresses, string bound) =>
        Assert.Equal(bound, string.Join(' ', Hearing.Plan(addresses.Split(',')).Select(hearing => hearing.Bind)));

    [Theory]
    [InlineData("10.20.0.5", 2, true)]
    [InlineData("10.20.255.255", 2, true)]
    [InlineData("255.255.255.255", 2, true)]
    [InlineData("239.192.5.175", 2, true)]
    [InlineData("192.168.7.5", 3, false)]
    [InlineData("192.168.7.255", 3, false)]
    [InlineData("255.255.255.255", 3, false)]
    [InlineData("239.192.5.175", 3, false)]
    public void A_server_of_one_address_leaves_alone_what_came_elsewhere(string to, int interfaceIndex, bool taken) =>
        Assert.Equal(taken, Hearing.Plan(["10.20.0.5"])[0].Takes(IPAddress.Parse(to), interfaceIndex, Interfaces));

    [Fact]
    public void A_server_of_all_addresses_takes_everything() =>
        Assert.True(Hearing.Plan(["*"])[0].Takes(IPAddress.Parse("192.168.7.255"), 3, []));

    [Theory]
    [InlineData("10.20.0.5", 16, "10.20.255.255")]
    [InlineData("192.168.7.5", 30, "192.168.7.7")]
    [InlineData("192.168.7.5", 31, null)]
    [InlineData("fd00::5", 64, null)]
    public void A_network_of_two_addresses_and_IPv6_have_no_broadcast(string address, int prefixBits, string? broadcast) =>
        Assert.Equal(broadcast, LocalInterface.Broadcast(IPAddress.Parse(address), prefixBits)?.ToString());
}

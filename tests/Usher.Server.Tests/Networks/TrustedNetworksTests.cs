using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Networks;
using Usher.Server.Options;

namespace Usher.Server.Tests.Networks;

public sealed class TrustedNetworksTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.255.255", true)]
    [InlineData("::1", true)]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("11.0.0.0", false)]
    [InlineData("172.15.255.255", false)]
    [InlineData("172.16.0.0", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.0", false)]
    [InlineData("192.168.255.255", true)]
    [InlineData("192.169.0.0", false)]
    [InlineData("169.254.1.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fc00::1", true)]
    [InlineData("fe00::1", false)]
    [InlineData("fe80::1", true)]
    [InlineData("fe80::1%3", true)]
    [InlineData("febf::1", true)]
    [InlineData("fec0::1", false)]
    [InlineData("2001:db8::1", false)]
    public void By_default_loopback_private_and_link_local_networks_are_trusted(string address, bool isTrusted) =>
        Assert.Equal(isTrusted, TrustedNetworks.Parse(new NetworksOptions().Trusted).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.2.3", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("10.1.2.3/32", "::ffff:10.1.2.3", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3", true)]
    [InlineData("[2001:db8::1]", "2001:db8::1", true)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "10.1.2.3", false)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("any", "2001:db8::1", true)]
    [InlineData("Loopback", "127.0.0.1", true)]
    public void A_network_holds_its_addresses_and_no_others(string network, string address, bool isTrusted) =>
        Assert.Equal(isTrusted, TrustedNetworks.Parse([network]).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.0.0/8")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.1.2.3/8")]
    [InlineData("2001:db8::/129")]
    [InlineData("2001:db8::1/32")]
    [InlineData("fe80::1%3")]
    [InlineData("intranet")]
    public void What_is_no_network_is_refused(string text) => Assert.False(TrustedNetworks.IsValid(text));

    [Fact]
    public void The_gate_counts_whom_it_refuses()
    {
        var gate = new NetworkGate(TrustedNetworks.Parse(["loopback"]), TimeProvider.System, NullLogger<NetworkGate>.Instance);
        Assert.True(gate.Admits(IPAddress.Loopback));
        Assert.Equal(0, gate.Refused);
        Assert.False(gate.Admits(IPAddress.Parse("10.0.0.1")));
        Assert.Equal(1, gate.Refused);
    }

    [Theory]
    [InlineData("*", true, false)]
    [InlineData("localhost", true, true)]
    [InlineData("127.0.0.1", true, true)]
    [InlineData("[::1]", true, true)]
    [InlineData("10.0.0.1", true, false)]
    [InlineData("example.org", false, false)]
    [InlineData("127.1", false, false)]
    [InlineData("127.0.0.1:1203", false, false)]
    public void An_address_to_listen_on_is_an_ip_address_localhost_or_a_star(string text, bool isValid, bool isLoopback)
    {
        Assert.Equal(isValid, ListenAddress.IsValid(text));
        Assert.Equal(isLoopback, ListenAddress.IsLoopback(text));
    }
}

using System.Net;

namespace Usher.Ports.Tests;

public sealed class ExposureTests
{
    private static readonly LocalAddress[] Machine =
    [
        new("lo", IPAddress.Loopback), new("lo", IPAddress.IPv6Loopback), new("eth0", IPAddress.Parse("10.1.2.3")),
        new("eth0", IPAddress.Parse("fe80::1")), new("eth1", IPAddress.Parse("203.0.113.5")), new("eth1", IPAddress.Parse("2001:db8::5")),
    ];

    [Theory]
    [InlineData("127.0.0.1:1203/tcp", false, "127.0.0.1")]
    [InlineData("0.0.0.0:1203/tcp", false, "127.0.0.1 10.1.2.3 203.0.113.5!")]
    [InlineData("[::]:1203/tcp", false, "::1 fe80::1 2001:db8::5!")]
    [InlineData("[::]:1203/tcp", true, "127.0.0.1 ::1 10.1.2.3 fe80::1 203.0.113.5! 2001:db8::5!")]
    [InlineData("[2001:db8::5]:1203/tcp", false, "2001:db8::5!")]
    [InlineData("[::ffff:10.1.2.3]:1203/tcp", false, "10.1.2.3")]
    [InlineData("198.51.100.1:1203/tcp", false, "198.51.100.1!")]
    public void A_listener_is_reached_on_the_addresses_that_it_is_bound_to(string endpoint, bool isDualStack, string reached) => Assert.Equal(
        reached, Text(Some.Listener(endpoint) with { IsDualStack = isDualStack }));

    [Fact]
    public void A_listener_on_one_interface_is_reached_on_that_one() =>
        Assert.Equal("10.1.2.3", Text(Some.Listener("0.0.0.0:1203/tcp") with { Interface = "eth0" }));

    [Theory]
    [InlineData("127.8.9.1", AddressScope.Loopback)]
    [InlineData("::1", AddressScope.Loopback)]
    [InlineData("169.254.1.1", AddressScope.LinkLocal)]
    [InlineData("fe80::1%3", AddressScope.LinkLocal)]
    [InlineData("172.31.255.255", AddressScope.Private)]
    [InlineData("172.32.0.0", AddressScope.Public)]
    [InlineData("fd12::1", AddressScope.Private)]
    [InlineData("100.64.0.1", AddressScope.Private)]
    [InlineData("100.128.0.1", AddressScope.Public)]
    [InlineData("::ffff:192.168.1.1", AddressScope.Private)]
    [InlineData("8.8.8.8", AddressScope.Public)]
    [InlineData("2001:db8::1", AddressScope.Public)]
    public void An_address_reaches_as_far_as_its_network(string address, AddressScope scope) => Assert.Equal(scope, Addresses.ScopeOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("2001:db8::7", "2001:db8::7/128")]
    [InlineData("Loopback", "127.0.0.0/8 ::1/128")]
    [InlineData("any", "0.0.0.0/0 ::/0")]
    [InlineData("10.1.2.3/8", "")]
    [InlineData("everybody", "")]
    public void Networks_are_written_as_in_the_settings_of_the_server(string text, string networks)
    {
        Assert.Equal(networks.Length > 0, Addresses.TryParseNetworks(text, out var read));
        Assert.Equal(networks, string.Join(' ', read));
    }

    [Fact]
    public void The_addresses_of_this_machine_have_loopback_among_them() =>
        Assert.Contains(Addresses.OfThisMachine(), local => local.Address.Equals(IPAddress.Loopback) && local.Scope == AddressScope.Loopback);

    private static string Text(Listener listener) => string.Join(
        ' ', Exposure.Of(listener, Machine, Addresses.TrustedByDefault).Select(reach => $"{reach.At.Address}{(reach.IsTrusted ? "" : "!")}"));
}

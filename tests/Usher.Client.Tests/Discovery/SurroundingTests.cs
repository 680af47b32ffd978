using System.Net;
using Usher.Client.Discovery;

namespace Usher.Client.Tests.Discovery;

/// <summary>Whom to ask from which address.</summary>
public sealed class SurroundingTests
{
    [Theory]
    [InlineData("10.20.0.5", 16, "255.255.255.255:1455 10.20.255.255:1455 239.192.5.175:1455")]
    [InlineData("10.20.0.5", 31, "255.255.255.255:1455 239.192.5.175:1455")]
    [InlineData("127.0.0.1", 8, "127.0.0.1:1455")]
    [InlineData("::1", 128, "[::1]:1455")]
    [InlineData("fe80::1%3", 64, "[ff12::8000:5af%3]:1455 [ff15::8000:5af%3]:1455")]
    [InlineData("fd00::5", 64, "")]
    public void Each_network_is_asked_by_broadcast_and_by_group(string own, int prefixBits, string targets) =>
        Assert.Equal(targets, string.Join(' ', Surrounding.Targets(IPAddress.Parse(own), prefixBits, 1455)));
}

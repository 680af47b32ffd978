using System.Net;
using Usher.Server.Access;
using Usher.Server.Tests.Time;

namespace Usher.Server.Tests.Access;

public sealed class RequestRatesTests
{
    private readonly TwoHands machine = new();
    private readonly RequestRates rates;

    public RequestRatesTests() => rates = new RequestRates(perSecond: 10, machine);

    [Fact]
    public void An_address_may_ask_twice_the_rate_at_once_and_then_at_the_rate()
    {
        var here = IPAddress.Parse("10.0.0.1");
        Assert.Equal(20, TakeAll(here));
        Assert.Equal(TimeSpan.FromMilliseconds(100), rates.Take(here));
        machine.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(10, TakeAll(here));
        machine.Pass(TimeSpan.FromHours(1));
        Assert.Equal(20, TakeAll(here));
    }

    [Fact]
    public void Addresses_do_not_share_and_a_customer_of_ipv6_is_one()
    {
        Assert.Equal(20, TakeAll(IPAddress.Parse("10.0.0.1")));
        Assert.Equal(20, TakeAll(IPAddress.Parse("10.0.0.2")));
        Assert.Equal(20, TakeAll(IPAddress.Parse("fd00::1")));
        Assert.Equal(0, TakeAll(IPAddress.Parse("fd00::2")));
        Assert.Equal(20, TakeAll(IPAddress.Parse("fd00:0:0:1::1")));
    }

    [Fact]
    public void Ever_new_addresses_do_not_grow_the_memory()
    {
        for (var i = 0; i <= RequestRates.AddressesMax; i++)
            Assert.Null(rates.Take(new IPAddress([10, 0, (byte)(i >> 8), (byte)i])));
        Assert.Equal(RequestRates.AddressesMax, rates.Count);
    }

    private int TakeAll(IPAddress address)
    {
        var taken = 0;
        while (rates.Take(address) is null)
            taken++;
        return taken;
    }
}

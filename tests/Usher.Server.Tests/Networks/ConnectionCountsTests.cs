using System.Net;
using Usher.Server.Networks;

namespace Usher.Server.Tests.Networks;

public sealed class ConnectionCountsTests
{
    private static readonly IPAddress Here = IPAddress.Parse("10.0.0.1"), There = IPAddress.Parse("10.0.0.2");
    private readonly ConnectionCounts counts = new(max: 3, perAddressMax: 2);

    [Fact]
    public void One_address_has_room_up_to_its_limit()
    {
        Assert.Equal(ConnectionRoom.Free, counts.Enter(Here));
        Assert.Equal(ConnectionRoom.Free, counts.Enter(Here));
        Assert.Equal(ConnectionRoom.FullForAddress, counts.Enter(Here));
        counts.Leave(Here);
        Assert.Equal(ConnectionRoom.Free, counts.Enter(Here));
    }

    [Fact]
    public void All_together_have_room_up_to_the_limit()
    {
        counts.Enter(Here);
        counts.Enter(Here);
        Assert.Equal(ConnectionRoom.Free, counts.Enter(There));
        Assert.Equal(ConnectionRoom.Full, counts.Enter(There));
        counts.Leave(Here);
        Assert.Equal(ConnectionRoom.Free, counts.Enter(There));
    }
}

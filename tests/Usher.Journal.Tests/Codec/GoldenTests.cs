using Usher.Core;

namespace Usher.Journal.Tests.Codec;

public sealed class GoldenTests
{
    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Golden.All.Count)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void The_bytes_of_an_event_never_change(int index)
    {
        var golden = Golden.All[index];

        Assert.Equal(golden.Hex, Convert.ToHexString(EventCodecTests.Encode(golden.Event)));
        Assert.Equal(AnyEvent.Words(golden.Event), AnyEvent.Words(Assert.Single(EventCodec.Decode(Convert.FromHexString(golden.Hex)))));
    }

    [Fact]
    public void What_keeps_a_lease_alive_is_one_byte()
    {
        var granted = (PoolEvent.LeaseGranted)Golden.All.Single(golden => golden.Event is PoolEvent.LeaseGranted).Event;
        var connected = EventCodecTests.Encode(granted with { Detached = false });
        var connectionless = EventCodecTests.Encode(granted with { Detached = false, Connectionless = true });

        var at = Enumerable.Range(0, connected.Length).Single(index => connected[index] != connectionless[index]);
        Assert.Equal((0, 2), (connected[at], connectionless[at]));
        Assert.Equal(1, EventCodecTests.Encode(granted with { Detached = true })[at]);
        Assert.ThrowsAny<Exception>(() => EventCodec.Decode(connected.Select((one, index) => index == at ? (byte)3 : one).ToArray()).ToList());
    }

    [Fact]
    public void Every_kind_of_event_has_its_bytes_written_down()
    {
        var kinds = typeof(PoolEvent).GetNestedTypes().Select(kind => kind.Name).Order();

        Assert.Equal(kinds, Golden.All.Select(golden => golden.Event.GetType().Name).Distinct().Order());
    }
}

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
    public void A_line_that_limits_the_linger_is_longer_by_the_limit_alone()
    {
        var without = new PoolEvent.LinesSet(Sample.Noon, [new LicenseLine("L#0", FeatureVersion.Parse("2.0"), 50, Sharing: Sharing.Host)]);
        var with = without with { Lines = [without.Lines[0] with { LingerMax = TimeSpan.FromTicks(5) }] };

        var (shorter, longer) = (EventCodecTests.Encode(without), EventCodecTests.Encode(with));

        Assert.Equal((2, 2 | 16, 10), (shorter[^1], longer[^2], longer[^1]));
        Assert.Equal(shorter[..^1], longer[..^2]);
    }

    [Fact]
    public void Every_kind_of_event_has_its_bytes_written_down()
    {
        var kinds = typeof(PoolEvent).GetNestedTypes().Select(kind => kind.Name).Order();

        Assert.Equal(kinds, Golden.All.Select(golden => golden.Event.GetType().Name).Distinct().Order());
    }
}

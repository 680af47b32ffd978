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
    public void Every_kind_of_event_has_its_bytes_written_down()
    {
        var kinds = typeof(PoolEvent).GetNestedTypes().Select(kind => kind.Name).Order();

        Assert.Equal(kinds, Golden.All.Select(golden => golden.Event.GetType().Name).Order());
    }
}

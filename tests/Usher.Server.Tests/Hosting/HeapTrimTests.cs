using Usher.Server.Hosting;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Hosting;

public sealed class HeapTrimTests : IDisposable
{
    private const long Rush = 1L << 30;

    private readonly FakeClock clock = new();
    private readonly CountedHeap heap = new();
    private readonly HeapTrim trim;

    public HeapTrimTests() => trim = new HeapTrim(clock, heap);

    public void Dispose() => trim.Dispose();

    [Fact]
    public void What_a_rush_left_is_collected_when_a_minute_was_quiet()
    {
        Pass(HeapTrim.LookEvery, allocating: Rush);
        Assert.Equal(0, heap.Collections);

        Pass(HeapTrim.LookEvery, allocating: HeapTrim.QuietBytes);
        Assert.Equal(1, heap.Collections);
    }

    [Fact]
    public void While_the_rush_lasts_nothing_stands_still()
    {
        for (var minute = 0; minute < 90; minute++)
            Pass(HeapTrim.LookEvery, allocating: HeapTrim.QuietBytes + 1);
        Assert.Equal(0, heap.Collections);
    }

    [Theory]
    [InlineData(8 * Rush, Rush, 1)]
    [InlineData(8 * Rush, Rush + 1, 0)]
    public void What_is_quiet_for_a_large_heap_is_a_rush_for_a_small_one(long inUse, long allocating, int collections)
    {
        heap.InUse = inUse;
        Pass(HeapTrim.LookEvery, allocating: inUse);
        Pass(HeapTrim.LookEvery, allocating);
        Assert.Equal(collections, heap.Collections);
    }

    [Theory]
    [InlineData(HeapTrim.WorthBytes - 1, 0, 0)]
    [InlineData(HeapTrim.WorthBytes, 0, 1)]
    [InlineData(Rush - 1, 4 * Rush, 0)]
    [InlineData(Rush, 4 * Rush, 1)]
    public void Little_is_left_where_it_is(long garbage, long inUse, int collections)
    {
        heap.InUse = inUse;
        Pass(HeapTrim.LookEvery, allocating: garbage);
        Pass(HeapTrim.LookEvery, allocating: 0);
        Assert.Equal(collections, heap.Collections);
    }

    [Fact]
    public void It_is_done_once_an_hour_at_most()
    {
        for (var minute = 0; minute < 121; minute++)
            Pass(HeapTrim.LookEvery, allocating: minute % 2 == 0 ? Rush : 0);
        Assert.Equal(2, heap.Collections);
    }

    private void Pass(TimeSpan time, long allocating)
    {
        heap.Allocated += allocating;
        clock.Advance(time);
    }

    private sealed class CountedHeap : IHeap
    {
        public long Allocated { get; set; }

        public long InUse { get; set; }

        public int Collections { get; private set; }

        public void Collect() => Collections++;
    }
}

using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Usher.Bench.Load;

namespace Usher.Cli.Tests.Benchmarks;

public sealed class LatencyHistogramTests
{
    private const int Frequent = 10_000;

    private static readonly Gen<int[]> Latencies = Gen.Choose(0, int.MaxValue).NonEmptyListOf().Select(ticks => ticks.ToArray());

    [Fact]
    public void A_single_stop_among_ten_thousand_answers_is_seen_exactly()
    {
        var histogram = new LatencyHistogram();
        for (var answer = 1; answer < Frequent; answer++)
            histogram.Record(Stopwatch.Frequency / 1000);
        histogram.Record(Stopwatch.Frequency + 1);

        Assert.Equal(Ms(Stopwatch.Frequency + 1), histogram.LongestMs);
        Assert.InRange(histogram.Percentile(0.999), 1, 1.04);
    }

    [Fact]
    public void The_longest_is_the_longest_of_all_connections() => Prop.ForAll(Latencies.ToArbitrary(), ticks =>
    {
        var all = new LatencyHistogram();
        foreach (var connection in ticks.Chunk(3))
            all.Add(Of(connection));
        return all.LongestMs == Ms(ticks.Max()) && all.Count == ticks.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_percentile_is_beyond_the_longest_and_none_is_too_short() => Prop.ForAll(Latencies.ToArbitrary(), ticks =>
    {
        var histogram = Of(ticks);
        var median = Ms(ticks.Order().ElementAt((ticks.Length - 1) / 2));
        return histogram.Percentile(0.5) >= median && histogram.Percentile(1) == histogram.LongestMs;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_was_the_longest_before_the_first_answer() => Assert.Equal(0, new LatencyHistogram().LongestMs);

    private static LatencyHistogram Of(IEnumerable<int> ticks)
    {
        var histogram = new LatencyHistogram();
        foreach (var one in ticks)
            histogram.Record(one);
        return histogram;
    }

    private static double Ms(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}

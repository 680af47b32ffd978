using Usher.Cli.Reports;
using Usher.Cli.Tests.Fakes;
using Usher.Core;
using Usher.Journal.History;

namespace Usher.Cli.Tests.Reports;

public sealed class UsageChartTests
{
    [Fact]
    public void Bars_show_peaks_and_a_dashed_line_the_seats()
    {
        Assert.Equal(
            [
                " 10 ┤┄┄┄┄┄┄███",
                "    ┤      ███",
                "    ┤      ███",
                "    ┤      ███",
                "    ┤      ███",
                "  5 ┤   ██████",
                "    ┤   ██████",
                "    ┤   ██████",
                "    ┤   ██████",
                "    ┤   ██████",
                "    └─────────",
            ],
            UsageChart.Draw(Series(10, 0, 5, 10), width: 12).Take(11));
    }

    [Fact]
    public void A_single_seat_among_a_thousand_is_seen()
    {
        Assert.Equal("     ┤▁▁▁", UsageChart.Draw(Series(1000, 1, 0, 0), width: 12).ElementAt(UsageChart.Rows - 1));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void It_fits_the_width(int width)
    {
        var span = TimeSpan.FromDays(7);
        var bucket = BucketChoice.For(span, UsageChart.Columns(width, most: 0));
        var series = Series(10, [.. Enumerable.Repeat(3L, (int)(span / bucket) + 1)]);

        Assert.All(UsageChart.Draw(series, width), line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void Nothing_known_draws_nothing() => Assert.Empty(UsageChart.Draw(Series(10), width: 80));

    [Theory]
    [InlineData(60, 61, 1)]
    [InlineData(60, 60, 2)]
    [InlineData(10080, 76, 180)]
    public void The_step_is_the_shortest_that_fits(int minutes, int bucketsMax, int bucketMinutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(bucketMinutes), BucketChoice.For(TimeSpan.FromMinutes(minutes), bucketsMax));
    }

    private static UsageSeries Series(long seats, params long[] peaks) => new(
        new PoolId("acme", "cad"),
        TimeSpan.FromHours(1),
        [.. peaks.Select((peak, i) => new UsageBucket(
            FixedClock.Noon.AddHours(i), TimeSpan.FromHours(1), seats, new(peak, peak, 0, 0, 0), new(peak, 0, 0, 0), TimeSpan.Zero))]);
}

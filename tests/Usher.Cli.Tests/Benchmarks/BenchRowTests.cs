using Usher.Bench;

namespace Usher.Cli.Tests.Benchmarks;

public sealed class BenchRowTests
{
    [Theory]
    [InlineData(600, "held", 1)]
    [InlineData(300, "held", 2)]
    [InlineData(601, "short", 0.998)]
    public void What_must_stay_below_a_limit_is_held_up_to_it(double megabytes, string verdict, double ratio)
    {
        var row = BenchRow.AtMost("memory", megabytes, "MB", 600);
        Assert.Equal((verdict, ratio), (row.Verdict, row.Ratio));
    }

    [Theory]
    [InlineData(1_000_000, "held")]
    [InlineData(999_999, "short")]
    [InlineData(1_000_001, "short")]
    public void Of_what_must_be_exact_one_more_is_as_wrong_as_one_less(double leases, string verdict) =>
        Assert.Equal(verdict, BenchRow.Exactly("leases", leases, "leases", 1_000_000, "taken").Verdict);
}

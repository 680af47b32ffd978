using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Usher.Server.Metrics;

namespace Usher.Server.Tests.Metrics;

public sealed partial class PrometheusTextTests : IDisposable
{
    private readonly MetricTable table = Readings.NewTable();

    private Meter Meter => table.Meters.Create("Usher.Test");

    public void Dispose() => table.Dispose();

    [Fact]
    public void A_metric_is_its_help_its_type_and_a_line_for_each_value()
    {
        var denials = Meter.CreateCounter<long>("usher.denials", "{answer}", "Answers that\nrefused \\ a seat.");
        denials.Add(2, new KeyValuePair<string, object?>("code", "USH2003"));
        denials.Add(1, new KeyValuePair<string, object?>("code", "USH2001"));

        Assert.Equal(
            [
                "# HELP usher_denials_total Answers that\\nrefused \\\\ a seat.",
                "# TYPE usher_denials_total counter",
                "usher_denials_total{code=\"USH2001\"} 1",
                "usher_denials_total{code=\"USH2003\"} 2",
            ],
            Own("usher_denials"));
    }

    [Fact]
    public void Each_bucket_of_a_histogram_counts_those_below_it_too()
    {
        var append = Meter.CreateHistogram("usher.test.append", "s", "Appends.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        append.Record(0.5);
        append.Record(0.75);
        append.Record(9);
        append.Record(0.25);

        Assert.Equal(
            [
                "# HELP usher_test_append_seconds Appends.",
                "# TYPE usher_test_append_seconds histogram",
                "usher_test_append_seconds_bucket{le=\"0.5\"} 2",
                "usher_test_append_seconds_bucket{le=\"1\"} 3",
                "usher_test_append_seconds_bucket{le=\"+Inf\"} 4",
                "usher_test_append_seconds_sum 10.5",
                "usher_test_append_seconds_count 4",
            ],
            Own("usher_test_append"));
    }

    [Fact]
    public void Labels_of_a_histogram_come_before_the_bound()
    {
        Meter.CreateHistogram<int>("usher.test.sizes").Record(3, new KeyValuePair<string, object?>("zone", "a"));

        Assert.Contains("usher_test_sizes_bucket{zone=\"a\",le=\"5\"} 1", Own("usher_test_sizes"));
        Assert.Contains("usher_test_sizes_count{zone=\"a\"} 1", Own("usher_test_sizes"));
    }

    [Fact]
    public void A_metric_without_a_value_is_named_and_one_without_words_gets_some()
    {
        Meter.CreateUpDownCounter<int>("usher.test.mute");

        Assert.Equal(
            ["# HELP usher_test_mute The instrument usher.test.mute of the meter Usher.Test.", "# TYPE usher_test_mute gauge"], Own("usher_test_mute"));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(1e21, "1E+21")]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    public void A_number_is_written_as_the_format_has_it(double value, string text) => Assert.Equal(text, PrometheusText.Number(value));

    [Fact]
    public void Whatever_is_measured_every_line_is_of_the_format() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<double>(), (text, value) =>
        {
            using var any = Readings.NewTable();
            var meter = any.Meters.Create("Usher.Test");
            meter.CreateGauge<double>($"usher.test.{text.Get}", text.Get, text.Get).Record(value, new KeyValuePair<string, object?>(text.Get, text.Get));
            meter.CreateHistogram<double>("usher.test.h").Record(value, new KeyValuePair<string, object?>($"k{text.Get}", text.Get));
            return any.Lines().All(line => Line().IsMatch(line));
        }).Check(Config.QuickThrowOnFailure);

    private string[] Own(string prefix) => [.. table.Lines().Where(line => line.Contains(prefix, StringComparison.Ordinal))];

    // A text may hold what splits lines for a terminal, but only \n does for the format.
    [GeneratedRegex(@"\A(# (HELP|TYPE) [a-zA-Z_][a-zA-Z0-9_]* .*|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*=""([^""\\\n]|\\[\\""n])*"",?)+\})? ([-+0-9.eE]+|NaN|\+Inf|-Inf))\z", RegexOptions.Singleline)]
    private static partial Regex Line();
}

using Usher.Server.Metrics;

namespace Usher.Server.Tests.Metrics;

public sealed class MetricNameTests
{
    [Theory]
    [InlineData("usher.denials", "{answer}", MetricKind.Counter, "usher_denials_total")]
    [InlineData("usher.seats", "{seat}", MetricKind.Gauge, "usher_seats")]
    [InlineData("usher.journal.append", "s", MetricKind.Histogram, "usher_journal_append_seconds")]
    [InlineData("usher.journal.written", "By", MetricKind.Counter, "usher_journal_written_bytes_total")]
    [InlineData("usher.jobs.total", null, MetricKind.Counter, "usher_jobs_total")]
    [InlineData("usher.wait_seconds", "s", MetricKind.Gauge, "usher_wait_seconds")]
    [InlineData("Usher.Odd-Name", "1", MetricKind.Gauge, "usher_odd_name")]
    [InlineData("9lives", null, MetricKind.Gauge, "_9lives")]
    [InlineData("größe", null, MetricKind.Gauge, "gr__e")]
    internal void An_instrument_becomes_a_metric_by_its_name_its_unit_and_its_kind(string instrument, string? unit, MetricKind kind, string metric) =>
        Assert.Equal(metric, MetricName.Of(instrument, unit, kind));
}

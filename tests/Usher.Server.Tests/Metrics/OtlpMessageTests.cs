using System.Collections.Immutable;
using Usher.Server.Metrics;
using Usher.Server.Metrics.Otlp;

namespace Usher.Server.Tests.Metrics;

public sealed class OtlpMessageTests
{
    /// <summary>What OpenTelemetry's own exporter 1.20.1 for .NET sent for a counter, a gauge and a histogram: see the test for their values.</summary>
    private const string FromOpenTelemetry =
        "CvyCgAAKmYCAAAoXCgxzZXJ2aWNlLm5hbWUSBwoFdXNoZXIS2YKAAAqTgIAACgpVc2hlci5UZXN0EgUwLjEuMBLggIAACg11c2hlci5kZW5pYWxzEglSZWZ1c2Fscy4aCHthbnN3ZXJ9OreAgAAYARACCq6AgAAhAAAAAAAACEARVNRdAoBT6hgZeKC/BYBT6hg6EQoEY29kZRIJCgdVU0gyMDAzEtOAgAAKC3VzaGVyLnNlYXRzEgZTZWF0cy4aBntzZWF0fSqxgIAACqyAgAAhAAAAAAAABMARsLnuAoBT6hgZ8DvABYBT6hg6DwoFc3RhdGUSBgoEZnJlZRL/gIAAChR1c2hlci5qb3VybmFsLmFwcGVuZBIIQXBwZW5kcy4aAXNK14CAABACCtCAgAAREEHzAoBT6hgZmAHBBYBT6hghAwAAAAAAAAApAAAAAAAAJEAyGAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAADoQAAAAAAAA4D8AAAAAAADwPw==";

    [Fact]
    public void A_request_says_what_the_exporter_of_OpenTelemetry_says_for_the_same_measurements()
    {
        ImmutableArray<FamilyReading> families =
        [
            Family("usher.denials", "{answer}", MetricKind.Counter, "Refusals.", [], new SeriesReading(LabelSet.Of([new("code", "USH2003")]), 3, [])),
            Family("usher.seats", "{seat}", MetricKind.Gauge, "Seats.", [], new SeriesReading(LabelSet.Of([new("state", "free")]), -2.5, [])),
            Family("usher.journal.append", "s", MetricKind.Histogram, "Appends.", [0.5, 1], new SeriesReading(LabelSet.None, 10, [1, 1, 1])),
        ];

        var ours = OtlpMessage.Write([new("service.name", "usher")], "0.1.0", families, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

        Assert.Equal(OtlpText.Of(Convert.FromBase64String(FromOpenTelemetry)), OtlpText.Of(ours));
        Assert.Equal(4, OtlpText.Of(ours).Count);
    }

    [Fact]
    public void A_metric_without_a_value_is_left_out() => Assert.Empty(OtlpText.Of(OtlpMessage.Write(
        [], "0.1.0", [Family("usher.seats", "", MetricKind.Gauge, "Seats.", [])], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)));

    [Fact]
    public void Times_are_nanoseconds_since_1970()
    {
        var start = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
        var request = OtlpMessage.Write(
            [], "0.1.0", [Family("usher.denials", "", MetricKind.Counter, "", [], new SeriesReading(LabelSet.None, 1, []))], start, start.AddTicks(1));

        Assert.Equal((1_793_534_400_000_000_000UL, 1_793_534_400_000_000_100UL), OtlpText.Times(request));
    }

    private static FamilyReading Family(
        string instrument, string unit, MetricKind kind, string help, ImmutableArray<double> bounds, params ImmutableArray<SeriesReading> series) =>
        new(MetricName.Of(instrument, unit, kind), instrument, unit, "Usher.Test", kind, help, bounds, series);
}

using System.Collections.Immutable;

namespace Usher.Server.Metrics;

/// <summary>A metric with all its series as it stood when it was read.</summary>
/// <param name="Name">For Prometheus.</param>
/// <param name="Instrument">For OpenTelemetry.</param>
/// <param name="Unit">By UCUM; empty: none.</param>
/// <param name="Meter">The meter that counts it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Help">What it says, in a sentence.</param>
/// <param name="Bounds">Of a histogram, ascending; the last bucket, without a bound, is not named. Else empty.</param>
/// <param name="Series">In order of labels.</param>
internal sealed record FamilyReading(
    string Name,
    string Instrument,
    string Unit,
    string Meter,
    MetricKind Kind,
    string Help,
    ImmutableArray<double> Bounds,
    ImmutableArray<SeriesReading> Series);

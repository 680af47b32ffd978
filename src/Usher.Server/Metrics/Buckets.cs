using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Usher.Server.Metrics;

/// <summary>The fixed bounds of histograms. An instrument names its own by its advice.</summary>
internal static class Buckets
{
    /// <summary>For durations, in seconds, of what should take milliseconds.</summary>
    internal static ImmutableArray<double> Durations { get; } =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>For counts.</summary>
    internal static ImmutableArray<double> Counts { get; } = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    /// <summary>What the instrument asks for, in order; else by its unit.</summary>
    internal static ImmutableArray<double> Of(Instrument instrument)
    {
        ImmutableArray<double> advised = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            _ => [],
        };
        return !advised.IsEmpty ? [.. advised.Order().Distinct()] : instrument.Unit == "s" ? Durations : Counts;
    }
}

using System.Collections.Immutable;

namespace Usher.Server.Metrics;

/// <summary>One series as it stood when it was read.</summary>
/// <param name="Labels">Which.</param>
/// <param name="Value">The number; of a histogram, the sum.</param>
/// <param name="Counts">Of a histogram: measurements per bucket, not cumulative, one more than there are bounds. Else empty.</param>
internal sealed record SeriesReading(LabelSet Labels, double Value, ImmutableArray<long> Counts);

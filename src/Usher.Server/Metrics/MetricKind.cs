namespace Usher.Server.Metrics;

/// <summary>What a metric is to whoever reads it.</summary>
internal enum MetricKind
{
    /// <summary>Only grows while the server runs, and begins at 0 with it.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>How many measurements fell under each of some bounds, and their sum.</summary>
    Histogram,
}

using System.Diagnostics.Metrics;

namespace Usher.Server.Metrics;

/// <summary>
/// How long nothing had been heard of a lease when its next heartbeat came, over TCP or by datagram: one instrument, however
/// many count into it. Noting takes no lock and allocates nothing.
/// </summary>
internal sealed class HeartbeatAges
{
    // Heartbeats are asked for every 10 s over TCP and every 2 min by datagram; a lease lapses after 15 min by default.
    private static readonly double[] Bounds = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];

    private readonly Histogram<double> ages;

    internal HeartbeatAges(IMeterFactory meters) => ages = meters.Create("Usher.Seats").CreateHistogram(
        "usher.heartbeat.age", "s", "Seconds since the last sign of life of a lease, when the next one came.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });

    /// <summary>A lease showed life again.</summary>
    /// <param name="lastSeen">Its sign of life before; the least instant when there was none.</param>
    /// <param name="now">When this one was received. Earlier than <paramref name="lastSeen"/> if another was faster: then no time passed.</param>
    public void Note(DateTimeOffset lastSeen, DateTimeOffset now)
    {
        if (lastSeen != DateTimeOffset.MinValue)
            ages.Record(Math.Max(0, (now - lastSeen).TotalSeconds));
    }
}

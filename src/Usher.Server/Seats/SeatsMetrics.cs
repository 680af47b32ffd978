using System.Diagnostics.Metrics;
using Usher.Server.Metrics;

namespace Usher.Server.Seats;

/// <summary>What 1203/tcp counts. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class SeatsMetrics
{
    private readonly Counter<long> dropped, denials, failures;
    private readonly HeartbeatAges ages;

    internal SeatsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Seats");
        Connections = meter.CreateUpDownCounter<int>("usher.connections", "{connection}", "Connections of seats that are open, behind the door.");
        Heartbeats = meter.CreateCounter<long>("usher.heartbeats", "{heartbeat}", "Heartbeats that were answered over a connection.");
        dropped = meter.CreateCounter<long>("usher.connections.dropped", "{connection}", "Connections of seats that the server refused or ended, by reason.");
        denials = meter.CreateCounter<long>("usher.denials", "{answer}", "Answers that refused a seat, by code.");
        failures = meter.CreateCounter<long>("usher.failures", "{answer}", "Answers that said that a request could not be handled, by code.");
        ages = new(meters);
        Connections.Add(0);
        Heartbeats.Add(0);
        foreach (var reason in DropReason.All)
            dropped.Add(0, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>Counts for nobody.</summary>
    internal static SeatsMetrics Unread { get; } = new(MeterScope.Unread);

    /// <summary>Connections that are open.</summary>
    public UpDownCounter<int> Connections { get; }

    /// <summary>Heartbeats that were answered.</summary>
    public Counter<long> Heartbeats { get; }

    /// <summary>Counts one dropped connection.</summary>
    public void Drop(string reason) => dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts one refusal of a seat (USH2xxx), or one failure.</summary>
    public void Problem(string code) =>
        (code.StartsWith("USH2", StringComparison.Ordinal) ? denials : failures).Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A lease showed life again.</summary>
    /// <param name="lastSeen">Its sign of life before; the least instant when there was none.</param>
    /// <param name="now">When this one was received.</param>
    public void Seen(DateTimeOffset lastSeen, DateTimeOffset now) => ages.Note(lastSeen, now);
}

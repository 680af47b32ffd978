using System.Diagnostics.Metrics;

namespace Usher.Server.Seats;

/// <summary>Counters of 1203/tcp. The names are a contract, listed in docs/metrics.md.</summary>
internal static class SeatsMetrics
{
    private static readonly Meter Meter = new("Usher.Seats");

    /// <summary>Connections that are open.</summary>
    public static readonly UpDownCounter<int> Connections = Meter.CreateUpDownCounter<int>("usher.seats.connections", "{connection}");

    /// <summary>Connections refused or ended by the server, by <c>reason</c>.</summary>
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("usher.seats.dropped", "{connection}");

    /// <summary>Refusals and failures that were answered, by <c>code</c>.</summary>
    public static readonly Counter<long> Problems = Meter.CreateCounter<long>("usher.seats.problems", "{answer}");

    /// <summary>Heartbeats that were answered.</summary>
    public static readonly Counter<long> Heartbeats = Meter.CreateCounter<long>("usher.seats.heartbeats", "{heartbeat}");

    /// <summary>Counts one dropped connection.</summary>
    public static void Drop(string reason) => Dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts one refusal or failure.</summary>
    public static void Problem(string code) => Problems.Add(1, new KeyValuePair<string, object?>("code", code));
}

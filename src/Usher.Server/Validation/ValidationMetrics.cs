using System.Diagnostics.Metrics;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>Counters of 1203/udp. The names are a contract, listed in docs/metrics.md.</summary>
internal static class ValidationMetrics
{
    private static readonly Meter Meter = new("Usher.Validation");

    private static readonly Counter<long> Answered = Meter.CreateCounter<long>("usher.validation.answered", "{datagram}");

    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("usher.validation.dropped", "{datagram}");

    // Boxed once: counting allocates nothing.
    private static readonly KeyValuePair<string, object?> Heartbeat = new("kind", "heartbeat"), Query = new("kind", "query");

    private static readonly KeyValuePair<string, object?>
        Good = new("standing", "good"), AskOverTcp = new("standing", "ask_over_tcp"), Restarted = new("standing", "restarted");

    /// <summary>Counts one answer, by what was asked and what was said.</summary>
    public static void Answer(DatagramKind asked, LeaseStanding said) => Answered.Add(
        1,
        asked == DatagramKind.Heartbeat ? Heartbeat : Query,
        said switch { LeaseStanding.Good => Good, LeaseStanding.Restarted => Restarted, _ => AskOverTcp });

    /// <summary>Counts one datagram without an answer.</summary>
    public static void Drop(DatagramDrop reason) => Dropped.Add(1, new KeyValuePair<string, object?>("reason", Word(reason)));

    /// <summary>The value of <c>reason</c>.</summary>
    public static string Word(DatagramDrop reason) => reason switch
    {
        DatagramDrop.Untrusted => "untrusted",
        DatagramDrop.TooMany => "too_many",
        DatagramDrop.Malformed => "malformed",
        DatagramDrop.Version => "version",
        DatagramDrop.Forged => "forged",
        DatagramDrop.Replayed => "replayed",
        DatagramDrop.Socket => "socket",
        _ => "none",
    };
}

using System.Diagnostics.Metrics;
using Usher.Protocol;
using Usher.Server.Metrics;

namespace Usher.Server.Validation;

/// <summary>What 1203/udp counts. The names are a contract, listed in docs/metrics.md.</summary>
internal sealed class ValidationMetrics
{
    // Boxed once: counting allocates nothing.
    private static readonly KeyValuePair<string, object?> Heartbeat = new("kind", "heartbeat"), Query = new("kind", "query");

    private static readonly KeyValuePair<string, object?>
        Good = new("standing", "good"), AskOverTcp = new("standing", "ask_over_tcp"), Restarted = new("standing", "restarted");

    private readonly Counter<long> answered, dropped;
    private readonly HeartbeatAges ages;

    internal ValidationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Validation");
        answered = meter.CreateCounter<long>("usher.datagrams.answered", "{datagram}", "Datagrams that were answered, by kind and standing.");
        dropped = meter.CreateCounter<long>("usher.datagrams.dropped", "{datagram}", "Datagrams without an answer, by reason.");
        ages = new(meters);
        foreach (var reason in Enum.GetValues<DatagramDrop>())
        {
            if (reason != DatagramDrop.None)
                dropped.Add(0, new KeyValuePair<string, object?>("reason", Word(reason)));
        }
    }

    /// <summary>Counts for nobody.</summary>
    internal static ValidationMetrics Unread { get; } = new(MeterScope.Unread);

    /// <summary>Counts one answer, by what was asked and what was said.</summary>
    public void Answer(DatagramKind asked, LeaseStanding said) => answered.Add(
        1,
        asked == DatagramKind.Heartbeat ? Heartbeat : Query,
        said switch { LeaseStanding.Good => Good, LeaseStanding.Restarted => Restarted, _ => AskOverTcp });

    /// <summary>A lease showed life again.</summary>
    /// <param name="lastSeen">Its sign of life before; the least instant when there was none.</param>
    /// <param name="now">When this one was received.</param>
    public void Seen(DateTimeOffset lastSeen, DateTimeOffset now) => ages.Note(lastSeen, now);

    /// <summary>Counts one datagram without an answer.</summary>
    public void Drop(DatagramDrop reason) => dropped.Add(1, new KeyValuePair<string, object?>("reason", Word(reason)));

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

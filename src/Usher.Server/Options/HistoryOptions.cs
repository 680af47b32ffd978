using Usher.Journal.History;

namespace Usher.Server.Options;

/// <summary>Whether a history is written behind the journal, how long it is kept, and how fast. Section "History".</summary>
public sealed record HistoryOptions
{
    /// <summary>
    /// Whether it is written. If not, the file of an earlier time stays as it is and can be read; nothing is removed from it.
    /// Default true.
    /// </summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long sessions that ended, and denials, are kept. 1 to 3650 days. Default 400 days.</summary>
    public TimeSpan SessionsKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long use by the hour is kept. 1 to 3650 days. Default 400 days.</summary>
    public TimeSpan UsageKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long use by the minute is kept. 1 to 3650 days, not above <see cref="UsageKept"/>. Default 30 days.</summary>
    public TimeSpan MinutesKept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most events in one transaction. 1 to 100 000. Default 2000.</summary>
    public int EventsPerBatchMax { get; init; } = 2_000;

    /// <summary>How long events gather before they are written. 0 to 1 min. Default 1 s.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For the projector.</summary>
    internal HistorySettings At(string path) => new()
    {
        Path = path,
        SessionsKept = SessionsKept,
        UsageKept = UsageKept,
        MinutesKept = MinutesKept,
        EventsPerBatchMax = EventsPerBatchMax,
        Gather = Gather,
    };
}

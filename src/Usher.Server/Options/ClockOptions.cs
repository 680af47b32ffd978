namespace Usher.Server.Options;

/// <summary>How the machine's clock is watched. Section "Clock".</summary>
public sealed record ClockOptions
{
    /// <summary>
    /// How far the machine's clock may be behind the newest entry of the journal, or behind itself after it was set
    /// back, before nothing is granted any more. 1 s to 366 days. Default 5 min.
    /// </summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the time is written to the journal, so that an idle server notices too. 1 min to 7 days. Default 1 h.</summary>
    public TimeSpan MarkEvery { get; init; } = TimeSpan.FromHours(1);
}

namespace Usher.Server.Management.Contract;

/// <summary>What the history covers: <c>GET /api/v1/history</c>.</summary>
/// <param name="CaughtUpAt">Everything that was durable by then is in it; null: it is being written for the first time.</param>
/// <param name="MinutesFrom">Use is known by the minute from here on, and by the hour before; null: always by the minute.</param>
/// <param name="Features">All features that ever had an event, <c>vendor/feature</c>, in order of name.</param>
public sealed record HistoryCoverage(DateTimeOffset? CaughtUpAt, DateTimeOffset? MinutesFrom, IReadOnlyList<string> Features);

/// <summary>The use of a feature over time: <c>GET /api/v1/history/{vendor}/{feature}</c>.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="StepSeconds">Length of a step: as asked for, or an hour where minutes are not kept any more.</param>
/// <param name="Steps">Oldest first, without gaps, up to where the history reaches.</param>
public sealed record UsageHistory(string Feature, DateTimeOffset? CaughtUpAt, long StepSeconds, IReadOnlyList<UsageStep> Steps);

/// <summary>The use of a feature in one step. Peaks of different states need not have been at the same instant.</summary>
/// <param name="At">Its beginning, UTC.</param>
/// <param name="CoveredSeconds">How much of it the history knows.</param>
/// <param name="Seats">The most that were licensed, overdraft not included.</param>
/// <param name="UsedPeak">The most that were held: active, lingering and overdraft together.</param>
/// <param name="UsedAverage">Held on average.</param>
/// <param name="ActivePeak">The most active.</param>
/// <param name="LingeringPeak">The most lingering.</param>
/// <param name="OverdraftPeak">The most above the count.</param>
/// <param name="QueuedPeak">The most wanted by requests that waited.</param>
/// <param name="ActiveSeatHours">Seats times hours.</param>
/// <param name="LingeringSeatHours">Seats times hours.</param>
/// <param name="OverdraftSeatHours">Seats times hours.</param>
/// <param name="QueuedSeatHours">Seats times hours.</param>
/// <param name="FullSeconds">For how long all licensed seats were held.</param>
public sealed record UsageStep(
    DateTimeOffset At,
    long CoveredSeconds,
    long Seats,
    long UsedPeak,
    double UsedAverage,
    long ActivePeak,
    long LingeringPeak,
    long OverdraftPeak,
    long QueuedPeak,
    double ActiveSeatHours,
    double LingeringSeatHours,
    double OverdraftSeatHours,
    double QueuedSeatHours,
    long FullSeconds);

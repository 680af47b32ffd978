namespace Usher.Server.Management.Contract;

/// <summary>What a time came to: <c>GET /api/v1/report</c>.</summary>
/// <param name="From">Use is counted from the beginning of its hour on.</param>
/// <param name="To">Use is counted up to the end of its hour.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="Features">In order of name.</param>
/// <param name="Users">Those who used most, most first; up to <c>users</c> of them.</param>
public sealed record UseReport(
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset? CaughtUpAt,
    IReadOnlyList<FeatureUseRow> Features,
    IReadOnlyList<UserUseRow> Users);

/// <summary>One feature in a report.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="Seats">Licensed when the time ended.</param>
/// <param name="SeatsMost">The most that were licensed.</param>
/// <param name="UsedPeak">The most that were held.</param>
/// <param name="PeakAt">When; null: none ever was.</param>
/// <param name="UsedAverage">Held on average.</param>
/// <param name="CoveredSeconds">How much of the time the history knows.</param>
/// <param name="OverdraftPeak">The most above the count.</param>
/// <param name="QueuedPeak">The most wanted by requests that waited.</param>
/// <param name="FullSeconds">For how long all licensed seats were held.</param>
/// <param name="SeatHours">Seats times hours.</param>
/// <param name="Sessions">How many sessions lived in the time.</param>
/// <param name="Users">How many people had one.</param>
/// <param name="Denials">By cause, most first.</param>
public sealed record FeatureUseRow(
    string Feature,
    long Seats,
    long SeatsMost,
    long UsedPeak,
    DateTimeOffset? PeakAt,
    double UsedAverage,
    long CoveredSeconds,
    long OverdraftPeak,
    long QueuedPeak,
    long FullSeconds,
    double SeatHours,
    long Sessions,
    long Users,
    IReadOnlyList<DenialCountRow> Denials);

/// <summary>One person in a report.</summary>
/// <param name="User">As clients said.</param>
/// <param name="Sessions">How many.</param>
/// <param name="SeatHours">Seats times hours; shared seats count for each sharer.</param>
/// <param name="Hosts">On how many hosts.</param>
public sealed record UserUseRow(string User, long Sessions, double SeatHours, long Hosts);

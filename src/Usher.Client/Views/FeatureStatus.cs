namespace Usher.Client;

/// <summary>One feature's seats.</summary>
/// <param name="Feature">"vendor/feature".</param>
/// <param name="Counts">Seats by state.</param>
/// <param name="QueueLength">Requests that wait.</param>
/// <param name="Lines">The license lines behind it.</param>
public sealed record FeatureStatus(string Feature, SeatCounts Counts, int QueueLength, IReadOnlyList<LineStatus> Lines);

namespace Usher.Client;

/// <summary>Where a waiting request stands.</summary>
/// <param name="Lease">The lease to be.</param>
/// <param name="Feature">"vendor/feature", or the feature as it was asked for.</param>
/// <param name="Position">1 is next.</param>
/// <param name="Until">When the wait gives up: UTC, by the server's clock.</param>
public sealed record QueuePlace(LeaseId Lease, string Feature, int Position, DateTimeOffset Until);

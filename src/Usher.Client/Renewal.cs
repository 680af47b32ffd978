namespace Usher.Client;

/// <summary>A lease that lives on.</summary>
/// <param name="Ttl">From the moment the request was sent; on a monotonic clock, the seat is safe for so long.</param>
/// <param name="ExpiresAt">The same, UTC by the server's clock, for people.</param>
public sealed record Renewal(TimeSpan Ttl, DateTimeOffset ExpiresAt);

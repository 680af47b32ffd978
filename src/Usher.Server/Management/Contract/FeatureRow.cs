namespace Usher.Server.Management.Contract;

/// <summary>The features and their seats: <c>GET /api/v1/features</c>.</summary>
/// <param name="Features">In order of name.</param>
public sealed record FeatureList(IReadOnlyList<FeatureRow> Features);

/// <summary>One feature. A seat is in exactly one of the states.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="Seats">What the open lines grant, overdraft not included.</param>
/// <param name="Active">Held by clients that show signs of life.</param>
/// <param name="Lingering">Held for clients whose connection ended.</param>
/// <param name="Reserved">Kept idle by policy.</param>
/// <param name="Borrowed">Held offline.</param>
/// <param name="Overdraft">Held above the count.</param>
/// <param name="Queued">Wanted by requests that wait.</param>
/// <param name="Free">What a new request could get.</param>
/// <param name="QueueLength">Requests that wait.</param>
/// <param name="Lines">The license lines.</param>
public sealed record FeatureRow(
    string Feature,
    int Seats,
    int Active,
    int Lingering,
    int Reserved,
    int Borrowed,
    int Overdraft,
    int Queued,
    int Free,
    int QueueLength,
    IReadOnlyList<LineRow> Lines);

/// <summary>One license line and its use.</summary>
/// <param name="Line"><c>LICENSE-ID#n</c>.</param>
/// <param name="Version">A request for version v is met by a line whose version is at least v.</param>
/// <param name="Seats">How many.</param>
/// <param name="Used">In use, overdraft included.</param>
/// <param name="Overdraft">How many above the count it allows.</param>
/// <param name="Starts">UTC; null: since ever.</param>
/// <param name="Ends">UTC, exclusive, without grace; null: perpetual.</param>
/// <param name="State"><c>early</c>, <c>open</c>, <c>grace</c>, <c>ended</c> or <c>withdrawn</c>.</param>
/// <param name="Sharing">Which leases share a seat, such as <c>user+host</c>; empty: none.</param>
public sealed record LineRow(
    string Line, string Version, int Seats, int Used, int Overdraft, DateTimeOffset? Starts, DateTimeOffset? Ends, string State, string Sharing);

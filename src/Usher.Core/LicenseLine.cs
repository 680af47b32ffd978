namespace Usher.Core;

/// <summary>One feature of one license: so many seats of some version, for some time.</summary>
/// <param name="Id">Stable name of the line, <c>LICENSE-ID#index</c>; unique in the pool.</param>
/// <param name="Version">A request for version v is met by a line whose version is at least v.</param>
/// <param name="Seats">1 to 10 000 000.</param>
/// <param name="StartsAt">First instant of use; null: since ever.</param>
/// <param name="EndsAt">First instant after use, without grace; null: perpetual.</param>
/// <param name="Grace">How long after <paramref name="EndsAt"/> seats are still granted, marked as in grace.</param>
/// <param name="Overdraft">Seats that may be granted above <paramref name="Seats"/>, marked as overdraft.</param>
/// <param name="Sharing">When leases share a seat of this line.</param>
/// <param name="LingerMax">The longest that its seats linger, whatever the server's own linger is; null: no limit.</param>
public sealed record LicenseLine(
    string Id,
    FeatureVersion Version,
    int Seats,
    DateTimeOffset? StartsAt = null,
    DateTimeOffset? EndsAt = null,
    TimeSpan Grace = default,
    int Overdraft = 0,
    Sharing Sharing = Sharing.None,
    TimeSpan? LingerMax = null)
{
    /// <summary>First instant at which the line grants nothing any more; null: never.</summary>
    public DateTimeOffset? ClosesAt => EndsAt > DateTimeOffset.MaxValue - Grace ? DateTimeOffset.MaxValue : EndsAt + Grace;
}

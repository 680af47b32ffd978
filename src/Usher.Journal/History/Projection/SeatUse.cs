namespace Usher.Journal.History.Projection;

/// <summary>Seats of a pool by state, as <see cref="Core.SeatCounts"/> has them.</summary>
internal readonly record struct SeatUse(long Active, long Lingering, long Overdraft, long Queued)
{
    /// <summary>Held by anybody.</summary>
    public long Used => Active + Lingering + Overdraft;

    public static SeatUse operator +(SeatUse a, SeatUse b) =>
        new(a.Active + b.Active, a.Lingering + b.Lingering, a.Overdraft + b.Overdraft, a.Queued + b.Queued);

    public static SeatUse operator -(SeatUse a, SeatUse b) =>
        new(a.Active - b.Active, a.Lingering - b.Lingering, a.Overdraft - b.Overdraft, a.Queued - b.Queued);

    public static SeatUse operator *(SeatUse a, long ticks) =>
        new(a.Active * ticks, a.Lingering * ticks, a.Overdraft * ticks, a.Queued * ticks);

    /// <summary>The larger of each.</summary>
    public static SeatUse Max(SeatUse a, SeatUse b) => new(
        Math.Max(a.Active, b.Active), Math.Max(a.Lingering, b.Lingering),
        Math.Max(a.Overdraft, b.Overdraft), Math.Max(a.Queued, b.Queued));
}

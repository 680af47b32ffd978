using System.Collections.Immutable;
using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Lanes;
using Usher.Server.Licenses;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>What a change of licenses means for the pools.</summary>
/// <param name="desk">Who sits there.</param>
/// <param name="names">How people are shown.</param>
/// <param name="now">By the server's clock.</param>
internal sealed class PoolChanges(Desk desk, IPeopleNames names, DateTimeOffset now)
{
    /// <summary>Most holders that are named for one feature.</summary>
    internal const int HoldersMax = 100;

    /// <summary>The pools that differ between two sets, in order of name.</summary>
    internal async Task<IReadOnlyList<PoolChange>> BetweenAsync(LicenseSet before, LicenseSet after, CancellationToken cancellationToken)
    {
        var inUse = desk.Summaries.ToDictionary(pool => pool.Pool, InUse);
        var changes = new List<PoolChange>();
        foreach (var pool in LinePlan.Difference(before.Plan, after.Plan).OrderBy(pool => pool.ToString(), StringComparer.Ordinal))
            changes.Add(await ChangeAsync(
                pool, LinePlan.LinesOf(before.Plan, pool), LinePlan.LinesOf(after.Plan, pool), inUse.GetValueOrDefault(pool), cancellationToken));
        return changes;
    }

    private async Task<PoolChange> ChangeAsync(
        PoolId pool, ImmutableArray<LicenseLine> before, ImmutableArray<LicenseLine> after, long inUse, CancellationToken cancellationToken)
    {
        var gone = before.Except(after).ToList();
        // Lines that only come take nothing away from anybody.
        var shortage = inUse > 0 && gone.Count > 0 ? await desk.ShortageAsync(pool, after, now, cancellationToken) : Shortage.None;
        return new(
            pool.ToString(),
            Seats(before),
            Seats(after),
            [.. after.Except(before).Select(line => line.Id)],
            [.. gone.Select(line => line.Id)],
            inUse,
            shortage.Seats,
            [.. shortage.Holders.Take(HoldersMax).Select(lease => SeatRows.Of(pool, lease, names))],
            shortage.Holders.Length);
    }

    private long Seats(ImmutableArray<LicenseLine> lines) => lines.Where(IsOpen).Sum(line => (long)line.Seats);

    private bool IsOpen(LicenseLine line) => !(now < line.StartsAt) && !(now >= line.ClosesAt);

    private static long InUse(PoolSummary pool) => pool.Counts.Active + (long)pool.Counts.Lingering + pool.Counts.Overdraft;
}

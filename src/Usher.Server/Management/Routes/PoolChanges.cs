using System.Collections.Immutable;
using Usher.Core;
using Usher.Server.Lanes;
using Usher.Server.Licenses;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>What a change of licenses means for the pools.</summary>
internal static class PoolChanges
{
    /// <summary>The pools that differ between two sets, in order of name.</summary>
    internal static IReadOnlyList<PoolChange> Between(
        LicenseSet before, LicenseSet after, IReadOnlyList<PoolSummary> summaries, DateTimeOffset now)
    {
        var inUse = summaries.ToDictionary(pool => pool.Pool, InUse);
        return
        [
            .. LinePlan.Difference(before.Plan, after.Plan)
                .Select(pool => Change(pool, LinePlan.LinesOf(before.Plan, pool), LinePlan.LinesOf(after.Plan, pool), inUse.GetValueOrDefault(pool), now))
                .OrderBy(change => change.Feature, StringComparer.Ordinal),
        ];
    }

    private static PoolChange Change(
        PoolId pool, ImmutableArray<LicenseLine> before, ImmutableArray<LicenseLine> after, long inUse, DateTimeOffset now) => new(
            pool.ToString(),
            Seats(before, now),
            Seats(after, now),
            [.. after.Except(before).Select(line => line.Id)],
            [.. before.Except(after).Select(line => line.Id)],
            inUse,
            Math.Max(0, inUse - Seats(after, now) - after.Where(line => IsOpen(line, now)).Sum(line => (long)line.Overdraft)));

    private static long Seats(ImmutableArray<LicenseLine> lines, DateTimeOffset now) =>
        lines.Where(line => IsOpen(line, now)).Sum(line => (long)line.Seats);

    private static bool IsOpen(LicenseLine line, DateTimeOffset now) => !(now < line.StartsAt) && !(now >= line.ClosesAt);

    private static long InUse(PoolSummary pool) => pool.Counts.Active + (long)pool.Counts.Lingering + pool.Counts.Overdraft;
}

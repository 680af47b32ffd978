using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks a lane which of its pools knows a lease best, and what it knows; the first of several.</summary>
/// <param name="pools">Of that lane, in the order in which they count.</param>
/// <param name="lease">Which lease, or waiting request.</param>
internal sealed class TraceQuestion(IEnumerable<LanePool> pools, LeaseId lease) : LaneQuestion<(LanePool Pool, LeaseTrace Trace)>
{
    /// <inheritdoc />
    protected override (LanePool Pool, LeaseTrace Trace) Look() =>
        pools.Select(pool => (Pool: pool, Trace: pool.Pool.TraceOf(lease))).MaxBy(found => found.Trace);
}

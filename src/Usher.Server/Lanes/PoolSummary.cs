using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>A pool as it stood after its last durable batch. Immutable, safe on any thread.</summary>
/// <param name="Pool">Whose seats.</param>
/// <param name="Counts">Seats by state.</param>
/// <param name="Lines">The license lines and their use.</param>
/// <param name="QueueLength">Requests that wait.</param>
internal sealed record PoolSummary(PoolId Pool, SeatCounts Counts, ImmutableArray<LineView> Lines, int QueueLength)
{
    /// <summary>Whether a license grants seats here, or did until a moment ago.</summary>
    public bool IsLicensed => !Lines.IsDefaultOrEmpty;
}

using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks a lane which of its pools knows a lease best; the first of several.</summary>
/// <param name="pools">Of that lane, in the order in which they count.</param>
/// <param name="lease">Which lease, or waiting request.</param>
internal sealed class TraceQuestion(IEnumerable<LanePool> pools, LeaseId lease) : ILaneQuery
{
    private readonly TaskCompletionSource<(LanePool Pool, LeaseTrace Trace)> answered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A pool, and what it knows.</summary>
    public Task<(LanePool Pool, LeaseTrace Trace)> Answered => answered.Task;

    /// <inheritdoc />
    public void Answer() => answered.TrySetResult(
        pools.Select(pool => (Pool: pool, Trace: pool.Pool.TraceOf(lease))).MaxBy(found => found.Trace));

    /// <inheritdoc />
    public void Refuse(Refusal refusal) => answered.TrySetException(new DeskRefusedException(refusal));
}

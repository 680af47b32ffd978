using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks the lane of one pool for a copy of it. Costs the lane what a snapshot does.</summary>
internal sealed class CopyQuestion(LanePool pool) : LaneQuestion<PoolCopy>
{
    /// <inheritdoc />
    protected override PoolCopy Look() => pool.Pool.Copy();
}

using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Asks the lane of one pool for one lease or waiting request; null: the pool has none of that id.</summary>
internal sealed class LeaseQuestion(LanePool pool, LeaseId lease) : LaneQuestion<WhoRow?>
{
    /// <inheritdoc />
    protected override WhoRow? Look()
    {
        var held = pool.Pool.Find(lease);
        var wait = held is null ? pool.Pool.FindWait(lease) : null;
        return held is null && wait is null ? null : new WhoRow(pool.Id, held, wait);
    }
}

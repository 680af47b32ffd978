using System.Collections.Immutable;

namespace Usher.Server.Lanes;

/// <summary>Asks the lane of one pool for some of its leases and waiting requests.</summary>
internal sealed class WhoQuestion(LanePool pool, int skip, int take, WhoFilter? filter = null) : LaneQuestion<WhoPage>
{
    /// <inheritdoc />
    protected override WhoPage Look()
    {
        var leases = pool.Pool.Leases().Select(lease => new WhoRow(pool.Id, lease, null));
        var waiting = pool.Pool.Queue().Select(wait => new WhoRow(pool.Id, null, wait));
        var rows = leases.Concat(waiting);
        return filter is null
            ? new WhoPage([.. rows.Skip(skip).Take(take)], pool.Pool.LeaseCount + pool.Summary.QueueLength)
            : Matching(rows.Where(filter.Matches));
    }

    private WhoPage Matching(IEnumerable<WhoRow> rows)
    {
        var page = ImmutableArray.CreateBuilder<WhoRow>();
        var total = 0;
        foreach (var row in rows)
        {
            if (total++ >= skip && page.Count < take)
                page.Add(row);
        }

        return new WhoPage(page.DrainToImmutable(), total);
    }
}

using System.Diagnostics.Metrics;
using Usher.Server.Lanes;

namespace Usher.Server.Metrics;

/// <summary>
/// What is read off the pools when somebody asks: deciding costs nothing for it. The features that were there first have
/// their names; those above the limit are summed under <c>other</c>.
/// </summary>
internal sealed class PoolMetrics
{
    private readonly Desk desk;
    private readonly int featuresMax;

    private PoolMetrics(Desk desk, int featuresMax) => (this.desk, this.featuresMax) = (desk, featuresMax);

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Of the server.</param>
    /// <param name="desk">Whose pools.</param>
    /// <param name="featuresMax">Features with a name of their own, 0 and up.</param>
    internal static void Publish(IMeterFactory meters, Desk desk, int featuresMax)
    {
        var pools = new PoolMetrics(desk, featuresMax);
        var meter = meters.Create("Usher.Pools");
        meter.CreateObservableGauge("usher.seats", pools.Seats, "{seat}", "Seats by feature and state, as after the last durable decision; 'queued' are wanted, not held.");
        meter.CreateObservableGauge("usher.seats.licensed", pools.Licensed, "{seat}", "Seats that the open license lines grant, overdraft not included, by feature.");
        meter.CreateObservableGauge("usher.queue.length", pools.Queues, "{request}", "Requests that wait for seats, by feature.");
        meter.CreateObservableCounter("usher.checkouts", pools.Checkouts, "{lease}", "Leases that were granted, at once or from the queue, by feature.");
        meter.CreateObservableCounter("usher.leases.lapsed", pools.Lapsed, "{lease}", "Leases that ended because their client was silent or did not come back, by feature and reason.");
    }

    private IEnumerable<Measurement<int>> Seats()
    {
        foreach (var pool in desk.Pools.Where(pool => pool.Summary.IsLicensed))
        {
            var (feature, counts) = (LabelOf(pool), pool.Summary.Counts);
            yield return State(feature, "active", counts.Active);
            yield return State(feature, "lingering", counts.Lingering);
            yield return State(feature, "reserved", counts.Reserved);
            yield return State(feature, "borrowed", counts.Borrowed);
            yield return State(feature, "overdraft", counts.Overdraft);
            yield return State(feature, "queued", counts.Queued);
            yield return State(feature, "free", counts.Free);
        }
    }

    private IEnumerable<Measurement<int>> Licensed() => Licensed(pool => pool.Counts.Total);

    private IEnumerable<Measurement<int>> Queues() => Licensed(pool => pool.QueueLength);

    private IEnumerable<Measurement<int>> Licensed(Func<PoolSummary, int> value) =>
        from pool in desk.Pools
        where pool.Summary.IsLicensed
        select new Measurement<int>(value(pool.Summary), LabelOf(pool));

    /// <remarks>Of features without a license too: a counter that goes back would look like a restart.</remarks>
    private IEnumerable<Measurement<long>> Checkouts() =>
        desk.Pools.Select(pool => new Measurement<long>(pool.Tally.Granted, LabelOf(pool)));

    private IEnumerable<Measurement<long>> Lapsed()
    {
        foreach (var pool in desk.Pools)
        {
            yield return new(pool.Tally.Silent, LabelOf(pool), new KeyValuePair<string, object?>("reason", "silent"));
            yield return new(pool.Tally.Abandoned, LabelOf(pool), new KeyValuePair<string, object?>("reason", "abandoned"));
        }
    }

    private static Measurement<int> State(KeyValuePair<string, object?> feature, string state, int seats) =>
        new(seats, feature, new KeyValuePair<string, object?>("state", state));

    private KeyValuePair<string, object?> LabelOf(LanePool pool) =>
        new("feature", pool.Index < featuresMax ? pool.Name : LabelSet.Other);
}

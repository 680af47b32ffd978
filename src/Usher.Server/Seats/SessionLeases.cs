using Google.Protobuf;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>
/// What a session holds. Lanes add and remove, durably; heartbeats are answered from it and from the presence cells
/// alone: no lane, no journal.
/// </summary>
internal sealed class SessionLeases(SeatsMetrics metrics)
{
    private readonly Lock gate = new();
    private readonly Dictionary<LeaseId, HeldLease> held = [];

    /// <summary>The session holds it from now on.</summary>
    public void Add(HeldLease lease)
    {
        lock (gate)
            held[lease.Lease] = lease;
    }

    /// <summary>The session does not hold it any more.</summary>
    public void Remove(HeldLease lease)
    {
        lock (gate)
        {
            if (held.TryGetValue(lease.Lease, out var found) && ReferenceEquals(found, lease))
                held.Remove(lease.Lease);
        }
    }

    /// <summary>Takes away all that is of one lane.</summary>
    public List<HeldLease> RemoveAll(Lane lane)
    {
        lock (gate)
        {
            var removed = held.Values.Where(lease => ReferenceEquals(lease.Pool.Lane, lane)).ToList();
            foreach (var lease in removed)
                held.Remove(lease.Lease);
            return removed;
        }
    }

    /// <summary>One lease or wait of this session; null when it holds none of that id.</summary>
    public HeldLease? Find(LeaseId lease)
    {
        lock (gate)
            return held.GetValueOrDefault(lease);
    }

    /// <summary>Notes that the client is alive, and says how long each lease is good from now.</summary>
    /// <param name="heartbeat">The leases; none named: all.</param>
    /// <param name="now">When the heartbeat was received.</param>
    public Alive Beat(Heartbeat heartbeat, DateTimeOffset now)
    {
        var alive = new Alive();
        lock (gate)
        {
            if (heartbeat.Leases.Count == 0)
            {
                foreach (var lease in held.Values)
                    Beat(lease, now, alive);
            }
            else
            {
                foreach (var id in heartbeat.Leases)
                    Beat(id, now, alive);
            }
        }

        return Shorten(alive);
    }

    private void Beat(ByteString id, DateTimeOffset now, Alive alive)
    {
        if (held.TryGetValue(new LeaseId(new Guid(id.Span, bigEndian: true)), out var lease))
            Beat(lease, now, alive);
        else
            alive.Gone.Add(id);
    }

    private void Beat(HeldLease lease, DateTimeOffset now, Alive alive)
    {
        if (lease.IsWaiting)
            return;
        if (lease.Presence is { } cell)
            metrics.Seen(cell.LastSeen, now);
        var good = lease.Beat(now);
        if (good <= TimeSpan.Zero)
            alive.Gone.Add(WireIds.ToWire(lease.Lease));
        else
            alive.Ttls.Add(new LeaseTtl { Lease = WireIds.ToWire(lease.Lease), TtlSeconds = WireTime.Seconds(good) });
    }

    /// <summary>Most leases have the same life: names only those that differ from the shortest.</summary>
    private static Alive Shorten(Alive alive)
    {
        if (alive.Ttls.Count == 0)
            return alive;
        var shortest = alive.Ttls.Min(lease => lease.TtlSeconds);
        var brief = new Alive { TtlSeconds = shortest };
        brief.Gone.Add(alive.Gone);
        brief.Ttls.Add(alive.Ttls.Where(lease => lease.TtlSeconds != shortest));
        return brief;
    }
}

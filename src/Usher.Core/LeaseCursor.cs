namespace Usher.Core;

/// <summary>
/// Walks the live leases in grant order, as they stood when the walk began, however long it takes. Whoever is about to change or
/// remove a lease says so first; one that the walk has not come to yet is kept as it is.
/// </summary>
/// <param name="oldest">The first; null: there is none.</param>
/// <param name="lastSerial">The last that belongs to the walk. Who is granted later has a higher one.</param>
internal sealed class LeaseCursor(Lease? oldest, long lastSerial)
{
    private readonly PriorityQueue<Lease, long> kept = new();
    private readonly HashSet<long> keptSerials = [];
    private Lease? next = oldest;
    private long toldSerial;

    /// <summary>The next lease as it stood: itself, or a copy. To be read at once; null at the end.</summary>
    public Lease? Next()
    {
        var liveSerial = next is not null && next.Serial <= lastSerial ? next.Serial : long.MaxValue;
        var keptSerial = kept.TryPeek(out _, out var serial) ? serial : long.MaxValue;
        toldSerial = Math.Min(liveSerial, keptSerial);
        if (toldSerial == long.MaxValue)
            return null;

        // One that was kept and is live still is come to twice at once, and told as it was.
        var live = next;
        if (toldSerial == liveSerial)
            next = live!.Newer;
        return toldSerial == keptSerial ? kept.Dequeue() : live;
    }

    /// <summary>A lease is about to change.</summary>
    public void Keep(Lease lease)
    {
        if (lease.Serial > toldSerial && lease.Serial <= lastSerial && keptSerials.Add(lease.Serial))
            kept.Enqueue(lease.Copy(), lease.Serial);
    }

    /// <summary>A lease is about to leave the table.</summary>
    public void Leave(Lease lease)
    {
        Keep(lease);
        if (ReferenceEquals(next, lease))
            next = lease.Newer;
    }
}

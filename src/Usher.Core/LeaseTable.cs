namespace Usher.Core;

/// <summary>The live leases, by id and in grant order.</summary>
internal sealed class LeaseTable
{
    private readonly Dictionary<LeaseId, Lease> byId = [];
    private long lastSerial;

    public int Count => byId.Count;

    /// <summary>The longest holder.</summary>
    public Lease? Oldest { get; private set; }

    public Lease? Newest { get; private set; }

    public Lease? Find(LeaseId id) => byId.GetValueOrDefault(id);

    public void Add(Lease lease)
    {
        byId.Add(lease.Id, lease);
        lease.Serial = ++lastSerial;
        lease.Older = Newest;
        if (Newest is null)
            Oldest = lease;
        else
            Newest.Newer = lease;
        Newest = lease;
    }

    public void Remove(Lease lease)
    {
        byId.Remove(lease.Id);
        if (lease.Older is null)
            Oldest = lease.Newer;
        else
            lease.Older.Newer = lease.Newer;
        if (lease.Newer is null)
            Newest = lease.Older;
        else
            lease.Newer.Older = lease.Older;
        (lease.Older, lease.Newer) = (null, null);
    }
}

namespace Usher.Core;

/// <summary>The live leases, by id and in grant order.</summary>
internal sealed class LeaseTable
{
    // A set and not a map: every lease has its id already, and there may be millions.
    private readonly HashSet<Lease> all;
    private readonly HashSet<Lease>.AlternateLookup<LeaseId> byId;
    private long lastSerial;
    private LeaseCursor? reader;

    public LeaseTable()
    {
        all = new HashSet<Lease>(ById.Instance);
        byId = all.GetAlternateLookup<LeaseId>();
    }

    public int Count => all.Count;

    /// <summary>The longest holder.</summary>
    public Lease? Oldest { get; private set; }

    public Lease? Newest { get; private set; }

    public Lease? Find(LeaseId id) => byId.TryGetValue(id, out var lease) ? lease : null;

    /// <summary>The same, of one that is about to change: whoever reads the table is told first.</summary>
    public Lease? FindToChange(LeaseId id)
    {
        var lease = Find(id);
        if (lease is not null)
            reader?.Keep(lease);
        return lease;
    }

    /// <summary>A lease is about to change.</summary>
    public void BeforeChange(Lease lease) => reader?.Keep(lease);

    /// <summary>A walk over the leases as they stand, for a caller that finishes it before anything changes.</summary>
    public LeaseCursor Walk() => new(Oldest, lastSerial);

    /// <summary>A walk over the leases as they stand, whatever changes meanwhile, until <see cref="EndRead"/>. One at a time.</summary>
    public LeaseCursor BeginRead() => reader = Walk();

    public void EndRead() => reader = null;

    public void Add(Lease lease)
    {
        if (!all.Add(lease))
            throw new ArgumentException($"lease {lease.Id} is live already", nameof(lease));
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
        reader?.Leave(lease);
        all.Remove(lease);
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

    private sealed class ById : IEqualityComparer<Lease>, IAlternateEqualityComparer<LeaseId, Lease>
    {
        public static readonly ById Instance = new();

        public bool Equals(Lease? x, Lease? y) => x?.Id == y?.Id;

        public int GetHashCode(Lease obj) => obj.Id.GetHashCode();

        public bool Equals(LeaseId alternate, Lease other) => alternate == other.Id;

        public int GetHashCode(LeaseId alternate) => alternate.GetHashCode();

        public Lease Create(LeaseId alternate) => throw new NotSupportedException("a lease is not made by its id");
    }
}

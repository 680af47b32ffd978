using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>One license line and who draws from it.</summary>
internal sealed class LineUse(LicenseLine line)
{
    private static readonly Comparer<Lease> ByGrant = Comparer<Lease>.Create((a, b) => a.Serial.CompareTo(b.Serial));

    private Dictionary<SharingKey, SharingGroup>? groups;
    private SortedSet<Lease>? marked;
    private long markedSeats;
    private ImmutableArray<Draw> lastDraw = [];

    public LicenseLine Line { get; } = line;

    /// <summary>Its license was removed; it stays for those who still draw from it.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Seats in use, overdraft included; a sharing group counts once, by its largest member.</summary>
    public int Used { get; private set; }

    /// <summary>Those of <see cref="Used"/> that somebody uses whose client is there.</summary>
    public int UsedActively { get; private set; }

    public int Over => Math.Max(0, Used - Line.Seats);

    public bool IsShared => Line.Sharing != Sharing.None;

    public bool IsOpen(DateTimeOffset now) => !Withdrawn && !IsEarly(now) && !IsOver(now);

    public bool IsEarly(DateTimeOffset now) => Line.StartsAt > now && !IsOver(now);

    public bool IsOver(DateTimeOffset now) => Line.ClosesAt <= now;

    public LineState StateAt(DateTimeOffset now) =>
        Withdrawn ? LineState.Withdrawn
        : IsOver(now) ? LineState.Ended
        : IsEarly(now) ? LineState.Early
        : Line.EndsAt <= now ? LineState.Grace
        : LineState.Open;

    /// <summary>Most seats that a request could draw from the line now.</summary>
    /// <param name="holder">Whose sharing group may hold seats already, which cost nothing.</param>
    /// <param name="overdraft">Count the line's overdraft in.</param>
    /// <param name="own">Seats that the same lease draws now and would give back.</param>
    public int Room(Holder holder, bool overdraft, int own = 0)
    {
        var most = overdraft ? Line.Seats + Line.Overdraft : Line.Seats;
        return IsShared
            ? ChargeOf(holder) + Math.Max(0, most - Used)
            : Math.Max(0, most - Used + own);
    }

    /// <summary>A draw from this line alone. Most are alike, and then they are the same object.</summary>
    public ImmutableArray<Draw> DrawAlone(int seats) =>
        lastDraw is [var last] && last.Seats == seats ? lastDraw : lastDraw = [new Draw(Line.Id, seats)];

    /// <summary>What the holder's sharing group holds already; 0 without a group.</summary>
    public int ChargeOf(Holder holder) =>
        groups is not null && groups.TryGetValue(KeyOf(holder), out var group) ? group.All.Largest : 0;

    /// <summary>Whether drawing that many more would put the line above its count.</summary>
    public bool WouldBeOver(Holder holder, int seats)
    {
        var cost = Math.Max(0, seats - ChargeOf(holder));
        return cost > 0 && Used + cost > Line.Seats;
    }

    public void Take(Lease lease, int seats)
    {
        if (!IsShared)
        {
            Used += seats;
            UsedActively += lease.IsActive ? seats : 0;
            return;
        }

        groups ??= [];
        var key = KeyOf(lease.Holder);
        if (!groups.TryGetValue(key, out var group))
            groups.Add(key, group = new SharingGroup());
        Change(group, seats, lease.IsActive, add: true);
    }

    public void GiveBack(Lease lease, int seats)
    {
        Unmark(lease);
        if (!IsShared)
        {
            Used -= seats;
            UsedActively -= lease.IsActive ? seats : 0;
            return;
        }

        var key = KeyOf(lease.Holder);
        if (groups is null || !groups.TryGetValue(key, out var group))
            return;
        Change(group, seats, lease.IsActive, add: false);
        if (group.All.Largest == 0)
            groups.Remove(key);
    }

    /// <summary>The lease's client came or went. Called before the lease's own state changes.</summary>
    public void ChangeState(Lease lease, int seats, LeaseState state)
    {
        var change = state == LeaseState.Active ? 1 : -1;
        if (!IsShared)
        {
            UsedActively += change * seats;
            return;
        }

        if (GroupOf(lease.Holder) is not { } group)
            return;
        UsedActively -= group.Active.Largest;
        if (change > 0)
            group.Active.Add(seats);
        else
            group.Active.Remove(seats);
        UsedActively += group.Active.Largest;
    }

    /// <summary>The group that the holder shares with; null without one.</summary>
    public SharingGroup? GroupOf(Holder holder) => groups?.GetValueOrDefault(KeyOf(holder));

    /// <summary>Counts a lease among those above the count.</summary>
    public void Mark(Lease lease)
    {
        marked ??= new SortedSet<Lease>(ByGrant);
        if (marked.Add(lease))
            markedSeats += lease.SeatsFrom(Line.Id);
    }

    public void Unmark(Lease lease)
    {
        if (marked is not null && marked.Remove(lease))
            markedSeats -= lease.SeatsFrom(Line.Id);
    }

    /// <summary>Those above the count, longest holder first: a copy, so that they can be unmarked on the way.</summary>
    public Lease[] Marked() => marked is { Count: > 0 } ? [.. marked] : [];

    /// <summary>Whether the marked leases account for all seats above the count.</summary>
    public bool IsCovered => markedSeats >= Over;

    /// <summary>Whether they still would if this one were not marked.</summary>
    public bool IsCoveredWithout(Lease lease) => markedSeats - lease.SeatsFrom(Line.Id) >= Over;

    private SharingKey KeyOf(Holder holder) => SharingKey.Of(holder, Line.Sharing);

    private void Change(SharingGroup group, int seats, bool active, bool add)
    {
        Used -= group.All.Largest;
        UsedActively -= group.Active.Largest;
        group.Change(seats, active, add);
        Used += group.All.Largest;
        UsedActively += group.Active.Largest;
    }
}

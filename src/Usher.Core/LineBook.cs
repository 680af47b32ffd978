using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>All license lines of a pool with their use: which are there, what they bound, who is above the count.</summary>
internal sealed partial class LineBook
{
    private readonly Dictionary<string, LineUse> byId = new(StringComparer.Ordinal);
    private LineUse[] current = [];
    private List<LineUse> withdrawn = [];

    /// <summary>Best fit first: lowest version, then the one that closes first, then by id.</summary>
    private LineUse[] bestFitFirst = [];

    /// <summary>Without the withdrawn ones, in the order given.</summary>
    public ImmutableArray<LicenseLine> Lines { get; private set; } = [];

    /// <summary>When the lines were last set.</summary>
    public DateTimeOffset SetAt { get; private set; }

    public ReadOnlySpan<LineUse> Current => current;

    public IReadOnlyList<LineUse> Withdrawn => withdrawn;

    public bool HasSharing { get; private set; }

    /// <summary>Null when the line is not there (any more).</summary>
    public LineUse? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// Replaces the lines. Those that are not named any more stay, withdrawn, while somebody draws from them; the others
    /// take over the leases of the line with the same id.
    /// </summary>
    public void Set(PoolEvent.LinesSet set, LeaseTable leases)
    {
        var before = new List<LineUse>([.. current, .. withdrawn]);
        Rebuild(set, before);
        Recount(leases);
        DropUnused();
        foreach (var old in before)
        {
            if (Find(old.Line.Id) is { } now && (now.Line.Seats, now.Line.Sharing) != (old.Line.Seats, old.Line.Sharing))
                Balance(now, leases);
        }
    }

    /// <summary>The lines that would close earlier than now, and when; those that would be withdrawn at once.</summary>
    public Dictionary<string, DateTimeOffset> CutBy(PoolEvent.LinesSet set)
    {
        var cut = new Dictionary<string, DateTimeOffset>();
        foreach (var use in current)
        {
            var next = set.Lines.FirstOrDefault(line => line.Id == use.Line.Id);
            var closes = next is null ? DateTimeOffset.MinValue : next.ClosesAt ?? DateTimeOffset.MaxValue;
            if (closes < (use.Line.ClosesAt ?? DateTimeOffset.MaxValue))
                cut[use.Line.Id] = closes;
        }

        return cut;
    }

    /// <summary>Whether some line of the draws closes before that.</summary>
    public static bool IsCut(ImmutableArray<Draw> draws, Dictionary<string, DateTimeOffset> cut, DateTimeOffset before)
    {
        foreach (var draw in draws)
        {
            if (cut.TryGetValue(draw.Line, out var closes) && closes < before)
                return true;
        }

        return false;
    }

    /// <summary>Notes that a lease takes its draws.</summary>
    public void Take(Lease lease)
    {
        foreach (var draw in lease.Draws)
        {
            var use = Find(draw.Line);
            use?.Take(lease, draw.Seats);
            if (lease.Overdraft)
                use?.Mark(lease);
        }
    }

    /// <summary>Gives a lease's seats back. Those who were above the count only because of them are promoted.</summary>
    public void GiveBack(Lease lease, LeaseTable leases)
    {
        var draws = lease.Draws;
        foreach (var draw in draws)
            Find(draw.Line)?.GiveBack(lease, draw.Seats);
        (lease.Draws, lease.Overdraft) = ([], false);
        foreach (var draw in draws)
        {
            if (Find(draw.Line) is { } use)
                Balance(use, leases);
        }

        if (withdrawn.Count > 0)
            DropUnused();
    }

    /// <summary>The lease's client came or went; its seats stay where they are.</summary>
    public void ChangeState(Lease lease, LeaseState state)
    {
        if (lease.State == state)
            return;

        foreach (var draw in lease.Draws)
            Find(draw.Line)?.ChangeState(lease, draw.Seats, state);
        lease.State = state;
    }

    /// <summary>Whether some line of the lease is withdrawn, so that its deadline cannot move.</summary>
    public bool IsWithdrawn(Lease lease)
    {
        if (withdrawn.Count == 0)
            return false;

        foreach (var draw in lease.Draws)
        {
            if (Find(draw.Line) is not { Withdrawn: false })
                return true;
        }

        return false;
    }

    /// <summary>Whether some line of the lease is over by its own time.</summary>
    public bool IsOver(Lease lease, DateTimeOffset now) => BoundOf(lease.Draws) <= now;

    /// <summary>Whether some line is past its end and in its grace.</summary>
    public bool IsInGrace(ImmutableArray<Draw> draws, DateTimeOffset now)
    {
        foreach (var draw in draws)
        {
            if (Find(draw.Line)?.StateAt(now) == LineState.Grace)
                return true;
        }

        return false;
    }

    /// <summary>When the first of the lines closes; <see cref="DateTimeOffset.MaxValue"/> when none ever does.</summary>
    public DateTimeOffset BoundOf(ImmutableArray<Draw> draws)
    {
        var bound = DateTimeOffset.MaxValue;
        foreach (var draw in draws)
        {
            if (Find(draw.Line)?.Line.ClosesAt is { } closes && closes < bound)
                bound = closes;
        }

        return bound;
    }

    /// <summary>How long the lease's seats linger: as long as the server says, or the least that one of its lines allows.</summary>
    public TimeSpan LingerOf(Lease lease, TimeSpan linger)
    {
        foreach (var draw in lease.Draws)
        {
            if (Find(draw.Line)?.Line.LingerMax is { } most && most < linger)
                linger = most;
        }

        return linger;
    }

    /// <summary>The latest deadline that the lease may be given: its lines' end, or what it has when that cannot move.</summary>
    public DateTimeOffset LimitOf(Lease lease) =>
        IsWithdrawn(lease) ? lease.ExpiresAt : Later(BoundOf(lease.Draws), lease.ExpiresAt);

    /// <summary>The next instant at which a line starts or closes; <see cref="DateTimeOffset.MaxValue"/>: never.</summary>
    public DateTimeOffset NextChange(DateTimeOffset now)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var use in current)
        {
            if (use.Line.StartsAt is { } starts && starts > now && starts < next)
                next = starts;
            if (use.Line.ClosesAt is { } closes && closes > now && closes < next)
                next = closes;
        }

        return next;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Rebuild(PoolEvent.LinesSet set, List<LineUse> before)
    {
        (Lines, SetAt) = (set.Lines, set.At);
        byId.Clear();
        foreach (var line in set.Lines)
            byId[line.Id] = new LineUse(line);
        current = [.. byId.Values];
        bestFitFirst = [.. current];
        Array.Sort(bestFitFirst, CompareFit);
        HasSharing = Array.Exists(current, use => use.IsShared);

        withdrawn = [];
        foreach (var old in before)
        {
            if (byId.ContainsKey(old.Line.Id))
                continue;
            var kept = new LineUse(old.Line) { Withdrawn = true };
            byId.Add(old.Line.Id, kept);
            withdrawn.Add(kept);
        }
    }

    private void Recount(LeaseTable leases)
    {
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
            Take(lease);
    }

    private void DropUnused()
    {
        for (var i = withdrawn.Count - 1; i >= 0; i--)
        {
            if (withdrawn[i].Used > 0)
                continue;
            byId.Remove(withdrawn[i].Line.Id);
            withdrawn.RemoveAt(i);
        }
    }

    private static int CompareFit(LineUse a, LineUse b)
    {
        var byVersion = a.Line.Version.CompareTo(b.Line.Version);
        if (byVersion != 0)
            return byVersion;
        var byEnd = (a.Line.ClosesAt ?? DateTimeOffset.MaxValue).CompareTo(b.Line.ClosesAt ?? DateTimeOffset.MaxValue);
        return byEnd != 0 ? byEnd : string.CompareOrdinal(a.Line.Id, b.Line.Id);
    }
}

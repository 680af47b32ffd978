using System.Numerics;

namespace Usher.Core;

/// <summary>The leases that ended last, by id and in the order of their ends. Bounded: the oldest is forgotten first.</summary>
/// <param name="max">Most of them, 1 and up.</param>
internal sealed partial class EndedLeases(int max)
{
    private const int SlotsMin = 16;

    // A lease lies at its number in the order of ends, modulo the length, a power of two.
    private EndedLease[] ring = [];
    private long oldest, next;
    private int count;

    /// <summary>Null when it is not remembered.</summary>
    public EndedLease? Find(LeaseId id) => CellOf(id) is var cell && cell >= 0 ? ring[SlotIn(cell)] : null;

    /// <summary>Oldest first.</summary>
    public IEnumerable<EndedLease> All()
    {
        for (var number = oldest; number < next; number++)
        {
            if (IsKept(number))
                yield return At(number);
        }
    }

    /// <summary>Remembers one more, unknown by its id so far.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="forgotten">The one that was forgotten for it, if one was.</param>
    /// <returns>Whether one was forgotten.</returns>
    public bool Add(in EndedLease lease, out EndedLease forgotten)
    {
        var isFull = count == max;
        forgotten = isFull ? At(SkipToOldest()) : default;
        if (isFull)
            Remove(forgotten.Id);
        MakeRoom();
        Put(lease);
        return isFull;
    }

    /// <summary>Forgets one.</summary>
    public void Remove(LeaseId id)
    {
        var cell = CellOf(id);
        if (cell < 0)
            return;
        ring[SlotIn(cell)] = default;
        Free(cell);
        count--;
    }

    private ref EndedLease At(long number) => ref ring[number & (ring.Length - 1)];

    /// <remarks>A slot whose lease was forgotten has no holder.</remarks>
    private bool IsKept(long number) => At(number).Holder is not null;

    private long SkipToOldest()
    {
        while (oldest < next && !IsKept(oldest))
            oldest++;
        return oldest;
    }

    /// <summary>A slot for the next one. Where half of the slots are empty the ring is packed, else it grows.</summary>
    private void MakeRoom()
    {
        if (next - SkipToOldest() < ring.Length)
            return;
        var kept = All().ToArray();
        ring = new EndedLease[Math.Max(SlotsMin, (int)BitOperations.RoundUpToPowerOf2((uint)(kept.Length * 2)))];
        ClearCells();
        (oldest, next, count) = (0, 0, 0);
        foreach (var lease in kept)
            Put(lease);
    }

    private void Put(in EndedLease lease)
    {
        Note(lease.Id, (uint)next & (uint)(ring.Length - 1));
        At(next++) = lease;
        count++;
    }
}

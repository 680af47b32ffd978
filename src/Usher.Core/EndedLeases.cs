using System.Numerics;

namespace Usher.Core;

/// <summary>The leases that ended last, by id and in the order of their ends. Bounded: the oldest is forgotten first.</summary>
/// <param name="max">Most of them, 1 and up.</param>
internal sealed partial class EndedLeases(int max)
{
    private const int SlotsMin = 16;

    /// <summary>The ring is in blocks of so many, 30 KB: whoever reads it as it was has blocks that are not written any more.</summary>
    private const int BlockSlotsMax = 256;

    // A lease lies at its number in the order of ends, modulo the slots, a power of two.
    private EndedLease[][] ring = [];

    // Blocks that a reader has too: copied before they are written.
    private bool[] isShared = [];
    private int slots, count;
    private long oldest, next;

    /// <summary>Null when it is not remembered.</summary>
    public EndedLease? Find(LeaseId id) => CellOf(id) is var cell && cell >= 0 ? At(ring, slots, SlotIn(cell)) : null;

    /// <summary>Oldest first.</summary>
    public IEnumerable<EndedLease> All() => Read(ring, slots, oldest, next);

    /// <summary>Oldest first, as they are now, whatever comes and goes meanwhile.</summary>
    public IEnumerable<EndedLease> Freeze()
    {
        Array.Fill(isShared, true);
        return Read([.. ring], slots, oldest, next);
    }

    /// <summary>Remembers one more, unknown by its id so far.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="forgotten">The one that was forgotten for it, if one was.</param>
    /// <returns>Whether one was forgotten.</returns>
    public bool Add(in EndedLease lease, out EndedLease forgotten)
    {
        var isFull = count == max;
        forgotten = isFull ? At(ring, slots, SkipToOldest()) : default;
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
        Own(SlotIn(cell)) = default;
        Free(cell);
        count--;
    }

    private static IEnumerable<EndedLease> Read(EndedLease[][] ring, int slots, long oldest, long next)
    {
        for (var number = oldest; number < next; number++)
        {
            if (IsKept(At(ring, slots, number)))
                yield return At(ring, slots, number);
        }
    }

    private static ref readonly EndedLease At(EndedLease[][] ring, int slots, long number)
    {
        var slot = (int)(number & (slots - 1));
        return ref ring[slot / BlockSlotsMax][slot % BlockSlotsMax];
    }

    /// <remarks>A slot whose lease was forgotten has no holder.</remarks>
    private static bool IsKept(in EndedLease lease) => lease.Holder is not null;

    /// <summary>A slot to write to, which no reader sees.</summary>
    private ref EndedLease Own(long number)
    {
        var slot = (int)(number & (slots - 1));
        var block = slot / BlockSlotsMax;
        if (isShared[block])
            (ring[block], isShared[block]) = ([.. ring[block]], false);
        return ref ring[block][slot % BlockSlotsMax];
    }

    private long SkipToOldest()
    {
        while (oldest < next && !IsKept(At(ring, slots, oldest)))
            oldest++;
        return oldest;
    }

    /// <summary>A slot for the next one. Where half of the slots are empty the ring is packed, else it grows.</summary>
    private void MakeRoom()
    {
        if (next - SkipToOldest() < slots)
            return;
        var kept = All().ToArray();
        SetSlots(Math.Max(SlotsMin, (int)BitOperations.RoundUpToPowerOf2((uint)(kept.Length * 2))));
        (oldest, next, count) = (0, 0, 0);
        foreach (var lease in kept)
            Put(lease);
    }

    private void Put(in EndedLease lease)
    {
        Note(lease.Id, (uint)next & (uint)(slots - 1));
        Own(next++) = lease;
        count++;
    }

    private void SetSlots(int number)
    {
        slots = number;
        ring = new EndedLease[Math.Max(1, number / BlockSlotsMax)][];
        isShared = new bool[ring.Length];
        foreach (ref var block in ring.AsSpan())
            block = new EndedLease[Math.Min(number, BlockSlotsMax)];
        ClearCells();
    }
}

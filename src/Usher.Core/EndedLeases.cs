using System.Numerics;

namespace Usher.Core;

/// <summary>The leases that ended last, by id and in the order of their ends. Bounded: the oldest is forgotten first.</summary>
/// <param name="max">Most of them, 1 and up.</param>
internal sealed class EndedLeases(int max)
{
    private const int SlotsMin = 16;

    // Where a lease is: its number in the order of ends. The ring keeps the number modulo its length, a power of two.
    private readonly Dictionary<LeaseId, long> numbers = [];
    private EndedLease[] ring = [];
    private long oldest, next;

    /// <summary>Null when it is not remembered.</summary>
    public EndedLease? Find(LeaseId id) => numbers.TryGetValue(id, out var number) ? At(number) : null;

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
        var isFull = numbers.Count == max;
        forgotten = isFull ? At(SkipToOldest()) : default;
        if (isFull)
            Remove(forgotten.Id);
        MakeRoom();
        numbers.Add(lease.Id, next);
        At(next++) = lease;
        return isFull;
    }

    /// <summary>Forgets one.</summary>
    public void Remove(LeaseId id)
    {
        if (numbers.Remove(id, out var number))
            At(number) = default;
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
        (oldest, next) = (0, 0);
        foreach (var lease in kept)
        {
            numbers[lease.Id] = next;
            At(next++) = lease;
        }
    }
}

using System.Numerics;

namespace Usher.Core;

/// <content>
/// Where in the ring a lease is. Eight bytes a cell and no look at the ring but for the one that is sought: what tens of thousands of
/// leases take fits a processor's cache, and every check-out and check-in asks here.
/// </content>
internal sealed partial class EndedLeases
{
    // Of the id the hash, above the slot in the ring and one; 0: free. Cells are tried in a row, and at most half of them are taken.
    private ulong[] cells = [];

    /// <returns>Negative when the lease is not remembered.</returns>
    private int CellOf(LeaseId id)
    {
        if (count == 0)
            return -1;
        var hash = (uint)id.GetHashCode();
        for (var cell = Home(hash); cells[cell] != 0; cell = Behind(cell))
        {
            if (HashIn(cell) == hash && At(ring, slots, SlotIn(cell)).Id == id)
                return cell;
        }

        return -1;
    }

    private void Note(LeaseId id, uint slot)
    {
        var hash = (uint)id.GetHashCode();
        var cell = Home(hash);
        while (cells[cell] != 0)
            cell = Behind(cell);
        cells[cell] = ((ulong)hash << 32) | (slot + 1);
    }

    /// <summary>Frees a cell. Those behind it that were put off because of it move up, so that a search may end at the first free one.</summary>
    private void Free(int free)
    {
        for (var cell = Behind(free); cells[cell] != 0; cell = Behind(cell))
        {
            if (Distance(Home(HashIn(cell)), cell) < Distance(free, cell))
                continue;
            cells[free] = cells[cell];
            free = cell;
        }

        cells[free] = 0;
    }

    /// <summary>As many as the ring needs.</summary>
    private void ClearCells() =>
        cells = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Min(max, slots) * 2)];

    private uint HashIn(int cell) => (uint)(cells[cell] >> 32);

    private uint SlotIn(int cell) => (uint)cells[cell] - 1;

    private int Home(uint hash) => (int)(hash & (uint)(cells.Length - 1));

    private int Behind(int cell) => (cell + 1) & (cells.Length - 1);

    private int Distance(int from, int to) => (to - from) & (cells.Length - 1);
}

namespace Usher.Server.Validation;

/// <summary>
/// Cells by lease. Any thread reads without a lock; whoever writes takes one. One reference for each place, and places tried in a row:
/// a dictionary takes 56 bytes more for each lease, and there may be a million.
/// </summary>
internal sealed class CellTable
{
    private const int PlacesMin = 16;

    // In the place of one that was taken out, so that those behind it are still found.
    private static readonly ValidationCell Gone = new(UInt128.Zero, new Core.Presence(), TimeSpan.Zero, counter: 0);

    private readonly Lock writing = new();
    private ValidationCell?[] places = new ValidationCell?[PlacesMin];
    private int taken;
    private int count;

    /// <summary>Cells in it.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Places, free ones included.</summary>
    internal int Places => Volatile.Read(ref places).Length;

    /// <summary>The cell of a lease; null: there is none.</summary>
    public ValidationCell? Find(UInt128 lease)
    {
        var all = Volatile.Read(ref places);
        for (var place = First(lease, all); Volatile.Read(ref all[place]) is { } cell; place = Next(place, all))
        {
            if (cell.Lease == lease && !ReferenceEquals(cell, Gone))
                return cell;
        }

        return null;
    }

    /// <summary>Adds a cell, in place of the one that its lease has.</summary>
    public void Put(ValidationCell cell)
    {
        lock (writing)
        {
            if (Find(cell.Lease) is { } before)
            {
                Replace(before, cell);
                return;
            }

            if ((taken + 1) * 4L > places.Length * 3L)
                Rebuild();
            Add(cell, places);
            (taken, count) = (taken + 1, count + 1);
        }
    }

    /// <summary>Takes a cell out; nothing happens when another one is there.</summary>
    public void Remove(ValidationCell cell)
    {
        lock (writing)
        {
            if (!ReferenceEquals(Find(cell.Lease), cell))
                return;
            Replace(cell, Gone);
            count--;
            if (places.Length > PlacesMin && count < places.Length / 8)
                Rebuild();
        }
    }

    /// <summary>All cells; those that come or go meanwhile may be among them or not.</summary>
    public IEnumerable<ValidationCell> All() =>
        Volatile.Read(ref places).Where(cell => cell is not null && !ReferenceEquals(cell, Gone)).Select(cell => cell!);

    /// <remarks>Ids are the clients' choice; the hash is of a seed that nobody knows.</remarks>
    private static int First(UInt128 lease, ValidationCell?[] all) => Core.IdHash.Of(lease) & (all.Length - 1);

    private static int Next(int place, ValidationCell?[] all) => (place + 1) & (all.Length - 1);

    private static void Add(ValidationCell cell, ValidationCell?[] all)
    {
        var place = First(cell.Lease, all);
        while (all[place] is not null)
            place = Next(place, all);
        Volatile.Write(ref all[place], cell);
    }

    private void Replace(ValidationCell before, ValidationCell by)
    {
        var place = First(before.Lease, places);
        while (!ReferenceEquals(places[place], before))
            place = Next(place, places);
        Volatile.Write(ref places[place], by);
    }

    /// <summary>Into a table of the right size, without places of cells that are gone. Who reads the old one meanwhile finds what was there.</summary>
    private void Rebuild()
    {
        var next = new ValidationCell?[Math.Max(PlacesMin, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(count + 1) * 2))];
        foreach (var cell in All())
            Add(cell, next);
        taken = count;
        Volatile.Write(ref places, next);
    }
}

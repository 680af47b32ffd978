namespace Usher.Journal.History.Projection;

/// <summary>Numbers of seats, of which the largest counts. Most bags hold one number, once or often.</summary>
internal sealed class SeatBag
{
    private int only;
    private int times;
    private SortedList<int, int>? several;

    /// <summary>0 when the bag is empty.</summary>
    public int Largest =>
        several is null ? times > 0 ? only : 0
        : several.Count > 0 ? several.GetKeyAtIndex(several.Count - 1) : 0;

    /// <summary>Puts a number in.</summary>
    public void Add(int seats)
    {
        if (several is null && (times == 0 || only == seats))
            (only, times) = (seats, times + 1);
        else
            (several ??= new() { [only] = times })[seats] = several.GetValueOrDefault(seats) + 1;
    }

    /// <summary>Takes a number out that is in.</summary>
    public void Remove(int seats)
    {
        if (several is null)
            times--;
        else if (--several[seats] == 0)
            several.Remove(seats);
    }
}

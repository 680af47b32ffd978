namespace Usher.Core;

/// <summary>A bag of seat counts that knows its largest. Almost always all are equal, which needs no dictionary.</summary>
internal sealed class Tally
{
    private int times;
    private Dictionary<int, int>? smaller;

    /// <summary>0 when the bag is empty.</summary>
    public int Largest { get; private set; }

    public void Add(int seats)
    {
        if (seats < Largest)
        {
            AddSmaller(seats, 1);
            return;
        }

        if (seats > Largest)
        {
            if (times > 0)
                AddSmaller(Largest, times);
            (Largest, times) = (seats, 0);
        }

        times++;
    }

    public void Remove(int seats)
    {
        if (seats < Largest)
            AddSmaller(seats, -1);
        else if (--times == 0)
            FallToNextLargest();
    }

    public Tally Copy() => new() { times = times, Largest = Largest, smaller = smaller is null ? null : new(smaller) };

    private void AddSmaller(int seats, int change)
    {
        smaller ??= [];
        var count = smaller.GetValueOrDefault(seats) + change;
        if (count == 0)
            smaller.Remove(seats);
        else
            smaller[seats] = count;
    }

    private void FallToNextLargest()
    {
        Largest = 0;
        if (smaller is null)
            return;

        foreach (var seats in smaller.Keys)
            Largest = Math.Max(Largest, seats);
        if (smaller.Remove(Largest, out var count))
            times = count;
    }
}

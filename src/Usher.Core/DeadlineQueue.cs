namespace Usher.Core;

/// <summary>
/// What is due next. A heap whose items know their place, so that a deadline that moves or ends is moved or taken
/// out at once: no stale entries, no cleaning, and <see cref="First"/> is always true.
/// </summary>
internal sealed class DeadlineQueue
{
    /// <summary>Children of a node. Four share a cache line, which makes the heap half as deep.</summary>
    private const int Arity = 4;

    private Entry[] heap = new Entry[16];

    private readonly record struct Entry(long Due, Timed Item);

    /// <summary>How many wait for their time.</summary>
    public int Count { get; private set; }

    /// <summary>The item with the earliest deadline; null when there is none.</summary>
    public Timed? First => Count == 0 ? null : heap[0].Item;

    /// <summary>Adds an item, or moves it to another deadline.</summary>
    public void Put(Timed item, DateTimeOffset due)
    {
        var entry = new Entry(due.UtcTicks, item);
        if (item.Place < 0)
        {
            if (Count == heap.Length)
                Array.Resize(ref heap, Count * 2);
            Rise(Count++, entry);
        }
        else if (entry.Due < item.Due)
        {
            Rise(item.Place, entry);
        }
        else
        {
            Sink(item.Place, entry);
        }
    }

    /// <summary>Takes all out. Whoever moves every deadline does this first: then each finds its place at once.</summary>
    public void Clear()
    {
        foreach (var entry in heap.AsSpan(0, Count))
            entry.Item.Place = -1;
        Array.Clear(heap, 0, Count);
        Count = 0;
    }

    /// <summary>Takes an item out; nothing happens when it is not in.</summary>
    public void Remove(Timed item)
    {
        var hole = item.Place;
        if (hole < 0)
            return;

        item.Place = -1;
        var last = heap[--Count];
        heap[Count] = default;
        if (hole == Count)
            return;
        if (last.Due < item.Due)
            Rise(hole, last);
        else
            Sink(hole, last);
    }

    /// <summary>Earliest first, without changing the queue; each step costs the logarithm of the steps so far.</summary>
    public IEnumerable<Timed> InOrder()
    {
        var frontier = new PriorityQueue<int, long>();
        if (Count > 0)
            frontier.Enqueue(0, heap[0].Due);
        while (frontier.TryDequeue(out var place, out _))
        {
            yield return heap[place].Item;
            var end = Math.Min((place * Arity) + Arity, Count - 1);
            for (var child = (place * Arity) + 1; child <= end; child++)
                frontier.Enqueue(child, heap[child].Due);
        }
    }

    private void Rise(int hole, Entry entry)
    {
        while (hole > 0)
        {
            var parent = (hole - 1) / Arity;
            if (heap[parent].Due <= entry.Due)
                break;
            Set(hole, heap[parent]);
            hole = parent;
        }

        Set(hole, entry);
    }

    private void Sink(int hole, Entry entry)
    {
        while (EarliestChild(hole) is var child && child > 0 && heap[child].Due < entry.Due)
        {
            Set(hole, heap[child]);
            hole = child;
        }

        Set(hole, entry);
    }

    private int EarliestChild(int parent)
    {
        var first = (parent * Arity) + 1;
        if (first >= Count)
            return -1;

        var earliest = first;
        var end = Math.Min(first + Arity, Count);
        for (var child = first + 1; child < end; child++)
        {
            if (heap[child].Due < heap[earliest].Due)
                earliest = child;
        }

        return earliest;
    }

    private void Set(int place, Entry entry)
    {
        heap[place] = entry;
        entry.Item.Place = place;
        entry.Item.Due = entry.Due;
    }
}

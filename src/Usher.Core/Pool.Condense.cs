namespace Usher.Core;

/// <summary>A pool's state as the shortest story that leads to it.</summary>
public sealed partial class Pool
{
    /// <summary>Under way; null: none is.</summary>
    private Condensing? condensing;

    /// <summary>
    /// The shortest list of events that builds this state from an empty pool: a snapshot, in the journal's own words.
    /// </summary>
    public IReadOnlyList<PoolEvent> Condense()
    {
        var story = new List<PoolEvent>();
        Condense(story.Add);
        return story;
    }

    /// <summary>The same, event by event.</summary>
    /// <param name="tell">Takes each; must not use this pool.</param>
    /// <returns>How many there were.</returns>
    public int Condense(Action<PoolEvent> tell)
    {
        var atOnce = new Condensing(lines, memory.Ended, leases.Walk(), QueueAndRefusals(), tell, static () => { });
        atOnce.Finish();
        return atOnce.Told;
    }

    /// <summary>
    /// Begins to tell the same bit by bit: of the state as it is now, whatever happens meanwhile. One at a time.
    /// </summary>
    /// <param name="tell">
    /// Takes each event, also while <see cref="Apply"/> runs: what changes every lease has all that is left told first. Must not use this pool.
    /// </param>
    /// <exception cref="InvalidOperationException">One is under way.</exception>
    public Condensing BeginCondense(Action<PoolEvent> tell)
    {
        if (condensing is not null)
            throw new InvalidOperationException($"{Id} is being condensed already");
        return condensing = new Condensing(lines, memory.EndedUntilNow(), leases.BeginRead(), QueueAndRefusals(), tell, EndCondensing);
    }

    private void EndCondensing()
    {
        leases.EndRead();
        condensing = null;
    }

    private List<PoolEvent> QueueAndRefusals()
    {
        var all = new List<PoolEvent>(waiting.Count + memory.Refusals.Count);
        for (var waiter = waiting.First; waiter is not null; waiter = waiter.Behind)
        {
            all.Add(waiter.Request);
            if (waiter.AbsentUntil is { } until)
                all.Add(new PoolEvent.WaiterAbsent(waiter.Request.At, waiter.Id, until));
        }

        all.AddRange(memory.Refusals);
        return all;
    }
}

namespace Usher.Core.Tests;

/// <summary>Condenses a pool again and again while it is used, in bits of given sizes, and checks what was told each time.</summary>
/// <param name="pool">The pool.</param>
/// <param name="paces">Events told after each command, around and around; 0 puts a beginning off too.</param>
internal sealed class CondensingWitness(Pool pool, int[] paces)
{
    private readonly List<PoolEvent> told = [], since = [];
    private IReadOnlyList<PoolEvent> before = [];
    private Condensing? condensing;
    private int steps;

    /// <summary>A command was executed.</summary>
    public void Step(IReadOnlyList<PoolEvent> events)
    {
        since.AddRange(events);
        var pace = paces[steps++ % paces.Length];
        if (pace == 0)
            return;
        if (condensing is null)
            Begin();
        condensing!.TakeNext(pace);
        if (condensing.IsDone)
            Check();
    }

    /// <summary>The story is over.</summary>
    public void Finish()
    {
        if (condensing is null)
            return;
        condensing.TakeNext(int.MaxValue);
        Check();
    }

    private void Begin()
    {
        told.Clear();
        since.Clear();
        before = pool.Condense();
        condensing = pool.BeginCondense(told.Add);
    }

    private void Check()
    {
        Assert.Equal(Chronicle.Of(before), Chronicle.Of(told));
        Assert.Equal(told.Count, condensing!.Told);
        Assert.Equal(Chronicle.Of(pool), Chronicle.Of(Chronicle.Replay(pool, told.Concat(since))));
        condensing = null;
    }
}

namespace Usher.Core.Tests;

/// <summary>Events and states as text, so that two of them can be compared and read.</summary>
internal static class Chronicle
{
    public static string Of(Pool pool) => Of(pool.Condense());

    public static string Of(IEnumerable<PoolEvent> events) => string.Join('\n', events.Select(Of));

    public static string Of(PoolEvent happened) => happened switch
    {
        PoolEvent.LinesSet set => $"{set with { Lines = [] }} {string.Join(' ', set.Lines)}",
        PoolEvent.LeaseGranted granted => $"{granted with { Draws = [] }} {string.Join(' ', granted.Draws)}",
        PoolEvent.LeaseMoved moved => $"{moved with { Draws = [] }} {string.Join(' ', moved.Draws)}",
        _ => happened.ToString(),
    };

    public static Pool Replay(Pool like, IEnumerable<PoolEvent> events)
    {
        var pool = new Pool(like.Id, like.Settings);
        foreach (var happened in events)
            pool.Apply(happened);
        return pool;
    }
}

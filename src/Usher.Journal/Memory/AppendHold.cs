namespace Usher.Journal.Memory;

/// <summary>Appends that are held back. Released, they are done in the order in which they came. Disposing releases.</summary>
public sealed class AppendHold : IDisposable
{
    private readonly object gate = new();
    private readonly List<(Func<AppendOutcome> Append, TaskCompletionSource<AppendOutcome> Done)> held = [];
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isReleased;

    /// <summary>Completes when the first append has arrived and waits.</summary>
    public Task Reached => reached.Task;

    /// <summary>Whether appends go through again.</summary>
    public bool IsReleased => isReleased;

    /// <summary>Does the appends that wait, and lets later ones go through.</summary>
    public void Release()
    {
        lock (gate)
        {
            isReleased = true;
            foreach (var (append, done) in held)
                Finish(append, done);
            held.Clear();
        }
    }

    /// <inheritdoc />
    public void Dispose() => Release();

    /// <summary>Does an append, now or when it is released.</summary>
    internal Task<AppendOutcome> RunAsync(Func<AppendOutcome> append)
    {
        var done = new TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isReleased)
                Finish(append, done);
            else
                held.Add((append, done));
        }

        reached.TrySetResult();
        return done.Task;
    }

    private static void Finish(Func<AppendOutcome> append, TaskCompletionSource<AppendOutcome> done)
    {
        try
        {
            done.SetResult(append());
        }
        catch (Exception error) when (error is JournalException or ArgumentException)
        {
            done.SetException(error);
        }
    }
}

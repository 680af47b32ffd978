namespace Usher.Journal.Memory;

/// <summary>Appends that are held back. Disposing releases them.</summary>
public sealed class AppendHold : IDisposable
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first append has arrived and waits.</summary>
    public Task Reached => reached.Task;

    /// <summary>Whether appends go through again.</summary>
    public bool IsReleased => released.Task.IsCompleted;

    /// <summary>Lets the appends that wait, and later ones, go through.</summary>
    public void Release() => released.TrySetResult();

    /// <inheritdoc />
    public void Dispose() => Release();

    internal Task WaitAsync()
    {
        reached.TrySetResult();
        return released.Task;
    }
}

using System.Collections.Concurrent;

namespace Usher.Client.Tests.Fakes;

/// <summary>A thread with a context of its own, as a desktop program's: what is posted to it runs when it is idle.</summary>
internal sealed class SingleThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _posted = [];

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <summary>Runs the work on such a thread; what it awaits without leaving the context can only go on after it.</summary>
    internal static Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            SetSynchronizationContext(new SingleThread());
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }) { IsBackground = true };
        thread.Start();
        return done.Task.Soon();
    }
}

using System.Runtime.CompilerServices;

namespace Usher.Simulation.Kernel;

/// <summary>
/// Waits until the code under test has done all that it can do. Everything runs on the one worker of the thread pool, the
/// simulation too; nothing waits for real time. So when the pool has no work but us, nobody can move before we do.
/// </summary>
internal static class Quiescence
{
    /// <summary>The pool has one worker, as <see cref="Runs.OneWorker"/> sees to.</summary>
    public static async ValueTask ReachAsync()
    {
        while (ThreadPool.PendingWorkItemCount > 0)
            await default(EndOfQueue);
    }

    /// <summary>Goes on behind everything that waits for the pool's worker now.</summary>
    internal readonly struct EndOfQueue : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public EndOfQueue GetAwaiter() => this;

        public void GetResult() { }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) =>
            ThreadPool.UnsafeQueueUserWorkItem(static go => go(), continuation, preferLocal: false);
    }
}

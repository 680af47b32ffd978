namespace Usher.Client;

/// <summary>
/// Blocks the calling thread until asynchronous work is done. The work runs on the thread pool, so it never needs the
/// caller's context, which may be a user interface that stands still meanwhile.
/// </summary>
internal static class Blocking
{
    internal static T Run<T>(Func<ValueTask<T>> work) => Task.Run(() => work().AsTask()).GetAwaiter().GetResult();

    internal static void Run(Func<ValueTask> work) => Task.Run(() => work().AsTask()).GetAwaiter().GetResult();
}

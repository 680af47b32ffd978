namespace Usher.Client.Tests.Fakes;

/// <summary>How long, in real time, a test waits for what must happen before it gives up and fails. Never waited in full.</summary>
internal static class Patience
{
    internal static readonly TimeSpan Max = TimeSpan.FromSeconds(30);

    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Max);

    internal static Task Soon(this Task task) => task.WaitAsync(Max);

    internal static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Max);

    internal static Task Soon(this ValueTask task) => task.AsTask().WaitAsync(Max);
}

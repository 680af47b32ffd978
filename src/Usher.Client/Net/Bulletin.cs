using Microsoft.Extensions.Logging;

namespace Usher.Client.Net;

/// <summary>Calls the application's handlers on the thread pool, one after the other, in order.</summary>
internal sealed partial class Bulletin(ILogger logger)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    internal void Post(Action call)
    {
        lock (_gate)
        {
            _last = _last.ContinueWith(
                _ => Call(call), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Completes when all that was posted so far has been called.</summary>
    internal Task DeliveredAsync()
    {
        lock (_gate)
            return _last;
    }

    private void Call(Action call)
    {
        try
        {
            call();
        }
        catch (Exception error)
        {
            // The application's fault must not cost it its seats.
            LogHandlerFailed(logger, error);
        }
    }

    [LoggerMessage(1203, LogLevel.Error, "An event handler of the application failed")]
    private static partial void LogHandlerFailed(ILogger logger, Exception error);
}

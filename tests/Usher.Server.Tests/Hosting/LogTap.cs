using Microsoft.Extensions.Logging;

namespace Usher.Server.Tests.Hosting;

/// <summary>Completes when the server logs one event: a barrier for what it shows nowhere else.</summary>
internal sealed class LogTap(int awaited) : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource<Exception?> logged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The exception that was logged with it.</summary>
    public Task<Exception?> Logged => logged.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Its text, once it was logged.</summary>
    public string Text { get; private set; } = "";

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id != awaited || logged.Task.IsCompleted)
            return;
        Text = formatter(state, exception);
        logged.TrySetResult(exception);
    }

    public void Dispose()
    {
    }
}

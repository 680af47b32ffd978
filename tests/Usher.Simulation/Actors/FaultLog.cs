using Microsoft.Extensions.Logging;

namespace Usher.Simulation.Actors;

/// <summary>Hears what the server logs, and keeps what says that its own code is at fault.</summary>
internal sealed class FaultLog(List<string> faults) : ILoggerFactory, ILogger<Server.Seats.SeatsHandler>
{
    /// <summary>A lane ended; a request met a fault of the rules; an append met one; the answer to who did.</summary>
    private static readonly int[] FaultIds = [1105, 2000, 2001, 2006];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (FaultIds.Contains(eventId.Id))
            faults.Add($"{formatter(state, exception)} {exception}");
    }

    public void Dispose() { }
}

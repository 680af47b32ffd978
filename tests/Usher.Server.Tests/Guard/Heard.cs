using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Tests.Guard;

/// <summary>Hears the log and the metric of the guard, and waits for them.</summary>
internal sealed class Heard : ILoggerFactory, ILogger
{
    /// <summary>A message that has not come by then never comes.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly Channel<(LogLevel, int, string)> _log = Channel.CreateUnbounded<(LogLevel, int, string)>();
    private readonly Channel<string> _metrics = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _firstLook = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MeterListener _meters = new();

    public Heard()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "usher.ports.reports" or "usher.ports.look.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => _metrics.Writer.TryWrite($"{tags[0].Value} {tags[1].Value}"));
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => _firstLook.TrySetResult());
        _meters.Start();
    }

    /// <summary>Completes when the guard has looked for the first time: what listens from then on is new.</summary>
    public Task FirstLook => _firstLook.Task.WaitAsync(WaitMax);

    /// <summary>The next message of the guard that has a text in it, with level and event id.</summary>
    public async Task<(LogLevel Level, int Event, string Text)> LogAsync(string text)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(WaitMax);
        await foreach (var message in _log.Reader.ReadAllAsync(limit.Token))
        {
            if (message.Item3.Contains(text, StringComparison.Ordinal))
                return message;
        }

        throw new InvalidOperationException("the log ended");
    }

    /// <summary>The next count, "change verdict".</summary>
    public ValueTask<string> MetricAsync() => _metrics.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasMore => _log.Reader.TryPeek(out _);

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is >= 1850 and < 1858)
            _log.Writer.TryWrite((logLevel, eventId.Id, formatter(state, exception)));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() => _meters.Dispose();
}

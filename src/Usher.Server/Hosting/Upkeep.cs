using Microsoft.Extensions.Logging;
using Usher.Journal;
using Usher.Server.Events;
using Usher.Server.Lanes;
using Usher.Server.Time;

namespace Usher.Server.Hosting;

/// <summary>
/// Looks at the clock, marks the time in the journal, and hands pools the lines that they could not take before. Being
/// late is safe: no decision depends on it.
/// </summary>
internal sealed partial class Upkeep : IAsyncDisposable
{
    private readonly ServerCore core;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset markedAt;
    private bool isFailing;
    private Task running = Task.CompletedTask;

    internal Upkeep(ServerCore core, TimeProvider time, ILogger<Upkeep> logger)
    {
        (this.core, this.time, this.logger) = (core, time, logger);
        markedAt = core.Clock.Now;
    }

    /// <summary>Begins.</summary>
    internal void Start() => running = RunAsync();

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    /// <summary>One look at everything.</summary>
    internal async Task TickAsync()
    {
        try
        {
            await WatchClockAsync();
            if (core.Clock.Now - markedAt >= core.Options.Clock.MarkEvery)
                await MarkAsync(new ClockMarked());
            if (core.Catalog.IsBehind)
                await core.Catalog.ReconcileAsync(core.Pools, stopping.Token);
            isFailing = false;
        }
        catch (Exception error) when (error is JournalException or DeskRefusedException)
        {
            // The condition of the server says so to everybody who asks; once is enough in the log.
            if (!isFailing)
                LogPutOff(error.Message);
            isFailing = true;
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(ServerClock.CheckEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
                await TickAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task WatchClockAsync()
    {
        switch (core.Clock.Check())
        {
            case ClockChange.SetBack when core.Clock.Fault is { } fault:
                LogSetBack(fault.Code, fault.Message, fault.Hint);
                await MarkAsync(new ClockWasSetBack(fault.Message));
                break;
            case ClockChange.Recovered:
                LogRecovered();
                await MarkAsync(new ClockRecovered());
                break;
            case ClockChange.Leapt:
                LogLeapt(core.Clock.Now);
                await MarkAsync(new ClockMarked());
                break;
        }
    }

    private async Task MarkAsync(ServerEvent happened)
    {
        await core.Log.AppendAsync(happened, stopping.Token);
        markedAt = core.Clock.Now;
    }

    [LoggerMessage(1520, LogLevel.Error, "{Code}: {Message}; {Hint}")]
    private partial void LogSetBack(string code, string message, string hint);

    [LoggerMessage(1521, LogLevel.Information, "The machine's clock is right again; seats are granted")]
    private partial void LogRecovered();

    [LoggerMessage(1522, LogLevel.Warning, "The machine's clock was ahead and has been followed: it is {Now:u}; every live lease got its full life again")]
    private partial void LogLeapt(DateTimeOffset now);

    [LoggerMessage(1523, LogLevel.Error, "Upkeep is put off until the journal can be used again: {Reason}")]
    private partial void LogPutOff(string reason);
}

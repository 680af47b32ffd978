using Microsoft.Extensions.Logging;
using Usher.Journal;
using Usher.Ports;
using Usher.Server.Events;
using Usher.Server.Management.Contract;

namespace Usher.Server.Guard;

/// <summary>
/// Watches who listens on license ports of this machine, and tells what changes: log, metric, journal, and whoever else is
/// to hear of it. No seat depends on it: a look that fails costs that look.
/// </summary>
internal sealed partial class PortGuard : IPortObserver, IAsyncDisposable
{
    private readonly GuardSettings settings;
    private readonly PortSight sight;
    private readonly ServerLog log;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly PortWatch watch;
    private readonly PortReports rules = new();
    private readonly AcceptedListeners accepted;
    private readonly CancellationTokenSource stopping = new();
    private bool isFirstLook = true;
    private bool isFailing;
    private DateTimeOffset? heldBackLoggedAt;
    private Task running = Task.CompletedTask;

    internal PortGuard(GuardSettings settings, PortSight sight, ServerLog log, TimeProvider time, ILogger<PortGuard> logger)
    {
        (this.settings, this.sight, this.log, this.time, this.logger) = (settings, sight, log, time, logger);
        accepted = new AcceptedListeners(settings.AcceptedPath, LogAcceptedUnreadable);
        watch = new PortWatch(new() { Period = settings.Every, IsWatched = sight.IsWatched }, this, time, settings.Read);
    }

    /// <summary>Begins; the first look is on another thread, so that nobody waits for it.</summary>
    internal void Start() => running = Task.Run(RunAsync);

    /// <summary>Ends; what waits to be delivered is not.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        foreach (var outbox in settings.Outboxes)
            await outbox.DisposeAsync();
        stopping.Dispose();
    }

    /// <summary>One look.</summary>
    internal async Task LookAsync()
    {
        var began = time.GetTimestamp();
        try
        {
            await watch.LookAsync(stopping.Token);
            if (isFirstLook)
                LogWatching(settings.Every, settings.AcceptedPath);
            isFirstLook = false;
            isFailing = false;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            // Whatever the system does to us here, the server goes on and the next look may succeed.
            if (!isFailing)
                LogLookFailed(error, error.Message);
            isFailing = true;
        }
        finally
        {
            PortMetrics.LookSeconds.Record(time.GetElapsedTime(began).TotalSeconds);
        }
    }

    /// <inheritdoc />
    public async ValueTask ChangedAsync(IReadOnlyList<PortChange> changes, ListenerTable table, CancellationToken cancellationToken)
    {
        accepted.Refresh();
        var news = changes.Where(change => !accepted.Has(change.Listener)).ToList();
        if (news.Count == 0)
            return;
        var there = news.Where(change => change is not PortChange.Gone).ToList();
        var judged = await sight.JudgeAsync([.. there.Select(change => change.Listener)], table, cancellationToken);
        var seen = there.Zip(judged).Concat(news.Except(there).Select(gone => (gone, Left(gone.Listener)))).ToList();
        var heldBefore = rules.HeldBack;
        foreach (var report in rules.Of(seen, isFirstLook))
            await TellAsync(report);
        NoteHeldBack(rules.HeldBack - heldBefore);
    }

    /// <inheritdoc />
    public ValueTask FailedAsync(PortsException failure, CancellationToken cancellationToken)
    {
        LogCannotLook(failure.Code, failure.Message, failure.Hint);
        return default;
    }

    private static Judgement Left(Listener listener) => new(listener, Verdict.Other, "nobody listens there any more");

    private async Task RunAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(settings.Every, time);
            do
                await LookAsync();
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task TellAsync(PortReport report)
    {
        var listener = report.Judged.Listener;
        await JournalAsync(report);
        var (who, cure) = (Who(report), report.NeedsAttention && report.Judged.Hint is { } hint ? $"; {hint}" : "");
        LogReport(
            report.NeedsAttention ? LogLevel.Warning : LogLevel.Information, report.Change, listener.Endpoint, who, report.Verdict, report.Judged.Reason, cure);
        PortMetrics.Report(report);
        foreach (var outbox in settings.Outboxes)
            outbox.Post(report);
    }

    /// <summary>A journal that cannot be used is no reason to keep quiet.</summary>
    private async Task JournalAsync(PortReport report)
    {
        try
        {
            await log.AppendAsync(new PortReported(report.Change, PortRow.Of(report.Judged), report.Before), stopping.Token);
        }
        catch (JournalException error)
        {
            LogNotJournaled(report.Judged.Listener.Endpoint, error.Code, error.Message);
        }
    }

    private void NoteHeldBack(long count)
    {
        if (count == 0)
            return;
        PortMetrics.HeldBack.Add(count);
        var now = time.GetUtcNow();
        if (now - heldBackLoggedAt < ReportBudget.Window)
            return;
        heldBackLoggedAt = now;
        LogHeldBack(ReportBudget.Window);
    }

    private static string Who(PortReport report) => report.Judged.Listener is { Owner: { } owner } listener
        ? $"{owner.Process} (pid {owner.Pid}, user {listener.User ?? "?"}){(report.Before is null ? "" : $", before {report.Before}")}"
        : $"a process of user {report.Judged.Listener.User ?? "?"}";

    [LoggerMessage(EventId = 1850, Message = "Port {Change}: {Endpoint} by {Who}: {Verdict}: {Reason}{Hint}")]
    private partial void LogReport(LogLevel level, string change, string endpoint, string who, string verdict, string reason, string hint);

    [LoggerMessage(1851, LogLevel.Warning, "{Code}: the port guard cannot see who listens: {Message}; {Hint}")]
    private partial void LogCannotLook(string code, string message, string hint);

    [LoggerMessage(1852, LogLevel.Error, "The report about {Endpoint} could not be written to the journal: {Code}: {Message}")]
    private partial void LogNotJournaled(string endpoint, string code, string message);

    [LoggerMessage(1853, LogLevel.Warning, "Listeners on watched ports come and go too fast: some changes of these {Window} are counted and not told; 'usher ports check' shows who listens")]
    private partial void LogHeldBack(TimeSpan window);

    [LoggerMessage(1854, LogLevel.Error, "A look at the listeners failed and is left out until it works again: {Message}")]
    private partial void LogLookFailed(Exception error, string message);

    [LoggerMessage(1855, LogLevel.Warning, "{Code}: {Message}; {Hint}; the listeners accepted before stay accepted")]
    private partial void LogAcceptedUnreadable(string code, string message, string hint);

    [LoggerMessage(1858, LogLevel.Information, "Watching license ports: a look every {Every}; accepted listeners are in {Path}")]
    private partial void LogWatching(TimeSpan every, string path);

    private void LogAcceptedUnreadable(PortsException error) => LogAcceptedUnreadable(error.Code, error.Message, error.Hint);
}

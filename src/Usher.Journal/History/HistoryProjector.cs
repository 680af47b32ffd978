using Usher.Journal.History.Projection;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History;

/// <summary>
/// Writes the history behind the journal: sessions, denials and usage, for reports. Nobody waits for it, nothing is decided
/// by it, and nothing that happens to its file stops the server.
/// </summary>
/// <remarks>
/// The file may be deleted at any time, even under a running projector: it is written anew from the journal. Dispose the
/// projector before the journal.
/// </remarks>
public sealed class HistoryProjector : IAsyncDisposable
{
    /// <summary>Longest time that <see cref="DisposeAsync"/> spends on what is not projected yet.</summary>
    public static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(1);

    private readonly IJournal journal;
    private readonly HistorySettings settings;
    private readonly TimeProvider time;
    private readonly IHistoryObserver? observer;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly CancellationTokenSource stopping = new();
    private TaskCompletionSource nudged = NewNudge();
    private HistoryWriter? writer;
    private ProjectionRound? round;
    private Task? running;
    private int failures;

    /// <summary>Touches nothing yet.</summary>
    /// <param name="journal">What to project. Only read.</param>
    /// <param name="settings">Where to, and how fast.</param>
    /// <param name="time">Timers, and the age of what is kept.</param>
    /// <param name="observer">Told of progress and failures; null: nobody is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public HistoryProjector(IJournal journal, HistorySettings settings, TimeProvider time, IHistoryObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        settings.Check();
        (this.journal, this.settings, this.time, this.observer) = (journal, settings, time, observer);
    }

    /// <summary>Begins to follow the journal in the background. Call it once.</summary>
    public void Start() => running = Task.Run(RunAsync);

    /// <summary>Something was appended. Costs next to nothing; any thread, any time.</summary>
    public void Nudge() => Volatile.Read(ref nudged).TrySetResult();

    /// <summary>Projects all that the journal holds now, and deletes what is old. For tests and for a journal without a server.</summary>
    /// <exception cref="JournalException">The history cannot be written or the journal not be read; a later call goes on.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RoundAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>
    /// Stops. If it was started, it takes up to <see cref="FarewellMax"/> to project what is left; the rest waits for the
    /// next start.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync().ConfigureAwait(false);
        if (running is not null)
        {
            await running.ConfigureAwait(false);
            await ProjectRestAsync().ConfigureAwait(false);
        }

        await oneAtATime.WaitAsync().ConfigureAwait(false);
        Close();
        oneAtATime.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                // What is nudged from here on may not be in this round, and starts another one.
                var nudge = Renew();
                if (await TryAsync().ConfigureAwait(false) is { } retryIn)
                    await Task.Delay(retryIn, time, stopping.Token).ConfigureAwait(false);
                else
                    await WaitAsync(nudge).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    /// <summary>So that reports on a server that was stopped are complete, most of the time.</summary>
    private async Task ProjectRestAsync()
    {
        using var farewell = new CancellationTokenSource(FarewellMax, time);
        try
        {
            await CatchUpAsync(farewell.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The next start goes on; whoever wants to know was told before.
        }
    }

    /// <returns>When to try again; null: it went well.</returns>
    private async Task<TimeSpan?> TryAsync()
    {
        try
        {
            await CatchUpAsync(stopping.Token).ConfigureAwait(false);
            failures = 0;
            return null;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            // Whatever it is: reports can wait, the server cannot.
            var retryIn = settings.RetryMin * Math.Pow(2, Math.Min(failures++, 20));
            retryIn = retryIn < settings.RetryMax ? retryIn : settings.RetryMax;
            observer?.Failed(error, retryIn);
            return retryIn;
        }
    }

    private async Task WaitAsync(Task nudge)
    {
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await Task.WhenAny(nudge, Task.Delay(settings.PollEvery, time, polling.Token)).ConfigureAwait(false);
        await polling.CancelAsync().ConfigureAwait(false);
        await Task.Delay(settings.Gather, time, stopping.Token).ConfigureAwait(false);
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (writer is not null && !File.Exists(settings.Path))
        {
            Close();
            observer?.Rebuilding("the file was deleted");
        }

        try
        {
            await OpenRound().RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HistoryStaleException stale)
        {
            StartAnew(stale.Message);
            await OpenRound().RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException error) when (HistoryFile.IsDamage(error))
        {
            StartAnew($"the file is damaged: {error.Message}");
            await OpenRound().RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            Close();
            throw error.AsFault();
        }
        catch
        {
            // A half-applied batch was rolled back; what is counted in memory was not.
            Close();
            throw;
        }
    }

    private ProjectionRound OpenRound()
    {
        writer ??= new HistoryWriter(settings, why => observer?.Rebuilding(why));
        return round ??= new ProjectionRound(journal, settings, time, observer, writer);
    }

    private void StartAnew(string why)
    {
        Close();
        HistoryFile.Delete(settings.Path);
        observer?.Rebuilding(why);
    }

    private void Close()
    {
        writer?.Dispose();
        (writer, round) = (null, null);
    }

    private Task Renew()
    {
        if (nudged.Task.IsCompleted)
            Volatile.Write(ref nudged, NewNudge());
        return nudged.Task;
    }

    private static TaskCompletionSource NewNudge() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

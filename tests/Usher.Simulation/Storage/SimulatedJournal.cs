using System.Runtime.CompilerServices;
using Usher.Journal;

namespace Usher.Simulation.Storage;

/// <summary>
/// The journal of one server process on the simulated disk. Everything takes time, commits go one after the other, and a
/// process that dies in between never hears what became of them.
/// </summary>
/// <param name="disk">Outlives the process.</param>
/// <param name="weather">Delays and faults.</param>
/// <param name="now">True time.</param>
/// <param name="passAsync">Lets true time pass.</param>
internal sealed class SimulatedJournal(Disk disk, DiskWeather weather, Func<TimeSpan> now, Func<TimeSpan, Task> passAsync) : IJournal, ILogReader
{
    private TimeSpan lastCommit;
    private bool isDead, isClosed;

    /// <summary>The process was killed: nothing that is under way is ever answered.</summary>
    public void Kill()
    {
        isDead = true;
        disk.InFlight = 0;
    }

    public async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        disk.InFlight++;
        try
        {
            return await CommitAsync(batch);
        }
        finally
        {
            disk.InFlight--;
        }
    }

    public async ValueTask<bool> ContainsAsync(Guid batchId, CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        return await disk.Journal.ContainsAsync(batchId, cancellationToken);
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        StreamId stream, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        await foreach (var entry in disk.Journal.ReadAsync(stream, afterSequence, cancellationToken))
            yield return entry;
    }

    public async ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(long afterPosition, int entriesMax, CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        return await disk.Journal.ReadLogAsync(afterPosition, entriesMax, cancellationToken);
    }

    public async ValueTask<LogPlace?> FindPlaceAsync(long? position, CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        return await disk.Journal.FindPlaceAsync(position, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        return await disk.Journal.ListAsync(cancellationToken);
    }

    public async ValueTask<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        return await disk.Journal.ReadSnapshotAsync(stream, cancellationToken);
    }

    public async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        await DelayAsync(weather.Delay());
        if (weather.RefusesWrites || weather.IsSnapshotFault())
            throw Unavailable();
        await disk.Journal.WriteSnapshotAsync(snapshot, cancellationToken);
    }

    public async IAsyncEnumerable<ChainReport> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ReadDelayAsync();
        await foreach (var report in disk.Journal.VerifyAsync(cancellationToken))
            yield return report;
    }

    public ValueTask DisposeAsync()
    {
        isClosed = true;
        return ValueTask.CompletedTask;
    }

    private async ValueTask<AppendOutcome> CommitAsync(Batch batch)
    {
        var commit = now() + weather.Delay();
        lastCommit = commit > lastCommit ? commit : lastCommit;
        await DelayAsync(lastCommit - now());
        if (weather.RefusesWrites)
            throw Unavailable();

        var isUnknown = weather.IsUnknown();
        AppendOutcome? outcome = isUnknown && !weather.IsWrittenAnyway() ? null : disk.Write(batch, now());
        await DelayAsync(weather.Delay());
        return isUnknown || outcome is null
            ? throw new OutcomeUnknownException(JournalCodes.OutcomeUnknown, "the answer to the commit was lost", "look the batch up")
            : outcome;
    }

    private async Task ReadDelayAsync()
    {
        await DelayAsync(weather.Delay());
        if (weather.RefusesReads)
            throw Unavailable();
    }

    private async Task DelayAsync(TimeSpan delay)
    {
        if (isClosed)
            throw new JournalUnavailableException(JournalCodes.Closed, "the journal is closed", "open another one");
        await passAsync(delay);
        if (isDead)
            await new TaskCompletionSource().Task;
    }

    private static JournalUnavailableException Unavailable() =>
        new(JournalCodes.DiskFull, "the disk takes nothing", "make it take something");
}

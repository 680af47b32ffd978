using System.Buffers;
using System.Runtime.CompilerServices;

namespace Usher.Journal.Memory;

/// <summary>
/// A journal in memory, for tests and simulations. Keeps the whole contract, and can be told to fail, to conflict or to
/// hold appends back; nothing in it waits for time.
/// </summary>
public sealed class MemoryJournal : IJournal, ILogReader
{
    private readonly object gate = new();
    private readonly Dictionary<StreamId, List<JournalEntry>> streams = [];
    private readonly List<JournalEntry> log = [];
    private readonly HashSet<Guid> batches = [];
    private readonly Dictionary<StreamId, Snapshot> snapshots = [];
    private readonly Queue<MemoryFault> faults = new();
    private AppendHold? hold;
    private bool isClosed;

    /// <summary>Makes the next append fail that is not already destined to; calls add up, first come first served.</summary>
    public void FailNext(MemoryFault fault)
    {
        lock (gate)
            faults.Enqueue(fault);
    }

    /// <summary>Holds every append back, before it is written, until the hold is released.</summary>
    /// <exception cref="InvalidOperationException">Appends are held already.</exception>
    public AppendHold Hold()
    {
        lock (gate)
        {
            if (hold is { IsReleased: false })
                throw new InvalidOperationException("appends are held already");
            return hold = new AppendHold();
        }
    }

    /// <inheritdoc />
    public async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(batch);
        cancellationToken.ThrowIfCancellationRequested();
        return Volatile.Read(ref hold) is { } held
            ? await held.RunAsync(() => AppendAlone(batch)).ConfigureAwait(false)
            : AppendAlone(batch);
    }

    /// <inheritdoc />
    public ValueTask<bool> ContainsAsync(Guid batchId, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            RequireOpen();
            return new(batches.Contains(batchId));
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        StreamId stream, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BatchRules.Check(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        await Task.CompletedTask.ConfigureAwait(false);
        using var walk = new ChainWalk(stream, nextSequence: 1, Chain.Origin);
        foreach (var entry in EntriesOf(stream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            walk.Require(entry);
            if (entry.LastSequence > afterSequence)
                yield return entry;
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            RequireOpen();
            return new([.. streams.Select(stream =>
                new StreamHead(stream.Key, stream.Value[^1].LastSequence, stream.Value[^1].At, stream.Value[^1].Hash))]);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(
        long afterPosition, int entriesMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(entriesMax, 1);
        lock (gate)
        {
            RequireOpen();
            return new([.. log.Skip((int)Math.Min(afterPosition, int.MaxValue)).Take(entriesMax).Select((entry, index) => new LogEntry(afterPosition + index + 1, entry))]);
        }
    }

    /// <inheritdoc />
    public ValueTask<LogPlace?> FindPlaceAsync(long? position, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            RequireOpen();
            var wanted = position ?? log.Count;
            return new(wanted >= 1 && wanted <= log.Count ? new LogPlace(wanted, log[(int)wanted - 1].Count, log[(int)wanted - 1].Hash) : null);
        }
    }

    /// <inheritdoc />
    public ValueTask<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(stream);
        lock (gate)
        {
            RequireOpen();
            return new(snapshots.GetValueOrDefault(stream));
        }
    }

    /// <inheritdoc />
    public ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(snapshot);
        lock (gate)
        {
            RequireOpen();
            if (snapshot.Sequence > LastSequence(snapshot.Stream))
                throw new ArgumentException($"a snapshot of '{snapshot.Stream}' at {snapshot.Sequence} is ahead of its log", nameof(snapshot));
            if (!snapshots.TryGetValue(snapshot.Stream, out var known) || known.Sequence <= snapshot.Sequence)
                snapshots[snapshot.Stream] = snapshot with { Payload = new(snapshot.Payload.ToArray()) };
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ChainReport> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var head in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            using var walk = new ChainWalk(head.Stream, nextSequence: 1, Chain.Origin);
            string? fault = null;
            foreach (var entry in EntriesOf(head.Stream))
            {
                fault ??= walk.Fault(entry);
            }

            yield return walk.Report(fault);
        }
    }

    /// <summary>Later calls get a <see cref="JournalUnavailableException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
            isClosed = true;
        return ValueTask.CompletedTask;
    }

    private AppendOutcome AppendAlone(Batch batch)
    {
        lock (gate)
            return Append(batch);
    }

    private AppendOutcome Append(Batch batch)
    {
        RequireOpen();
        var fault = faults.TryDequeue(out var next) ? next : (MemoryFault?)null;
        if (fault is MemoryFault.Unavailable)
            throw new JournalUnavailableException(JournalCodes.DiskFull, "told to be full", "stop telling it");
        if (fault is MemoryFault.UnknownNotWritten)
            throw Unknown();
        if (fault is MemoryFault.Conflict)
            return new AppendOutcome.Conflict(batch.Appends[0].Stream, LastSequence(batch.Appends[0].Stream));

        AppendOutcome outcome = FindConflict(batch) is { } conflict ? conflict : Write(batch);
        return fault is MemoryFault.UnknownWritten && outcome is AppendOutcome.Appended ? throw Unknown() : outcome;
    }

    private AppendOutcome.Conflict? FindConflict(Batch batch) => batch.Appends
        .Where(append => append.ExpectedSequence != LastSequence(append.Stream) || (batch.After is { } before && !batches.Contains(before)))
        .Select(append => new AppendOutcome.Conflict(append.Stream, LastSequence(append.Stream)))
        .FirstOrDefault();

    private AppendOutcome.Appended Write(Batch batch)
    {
        if (!batches.Add(batch.Id))
            throw new ArgumentException($"batch id {batch.Id} was used before", nameof(batch));
        foreach (var append in batch.Appends)
            Write(batch.Id, append);
        return AppendOutcome.Appended.Instance;
    }

    private void Write(Guid batchId, StreamAppend append)
    {
        if (!streams.TryGetValue(append.Stream, out var entries))
            streams.Add(append.Stream, entries = []);
        var previous = entries.Count == 0 ? Chain.Origin : entries[^1].Hash;
        var payload = append.Payload.ToArray();
        var at = append.At.ToUniversalTime();
        var first = append.ExpectedSequence + 1;
        var hash = Chain.Next(previous.Span, append.Stream, first, append.Count, batchId, at, payload);
        var entry = new JournalEntry(append.Stream, first, append.Count, batchId, at, payload, hash);
        entries.Add(entry);
        log.Add(entry);
    }

    private List<JournalEntry> EntriesOf(StreamId stream)
    {
        lock (gate)
        {
            RequireOpen();
            return streams.TryGetValue(stream, out var entries) ? [.. entries] : [];
        }
    }

    private long LastSequence(StreamId stream) => streams.TryGetValue(stream, out var entries) ? entries[^1].LastSequence : 0;

    private void RequireOpen()
    {
        if (isClosed)
            throw new JournalUnavailableException(JournalCodes.Closed, "the journal is closed", "open another one");
    }

    private static OutcomeUnknownException Unknown() =>
        new(JournalCodes.OutcomeUnknown, "told not to know", "ask for the batch by its id");
}

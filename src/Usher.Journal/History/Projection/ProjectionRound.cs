namespace Usher.Journal.History.Projection;

/// <summary>Brings the history to where the journal was when the round began, and deletes what is old.</summary>
internal sealed class ProjectionRound(
    IJournal journal, HistorySettings settings, TimeProvider time, IHistoryObserver? observer, HistoryWriter writer)
{
    private static readonly TimeSpan MarkEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    private readonly HashSet<StreamId> compared = [];
    private DateTimeOffset markedAt;
    private DateTimeOffset prunedAt;

    /// <summary>One round.</summary>
    /// <exception cref="HistoryStaleException">The history is not of this journal.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var any = false;
        foreach (var head in await journal.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (PoolStreams.PoolOf(head.Stream) is { } pool)
                any |= await ProjectAsync(head, writer.Stream(head.Stream, pool), cancellationToken).ConfigureAwait(false);
        }

        if (any || began - markedAt >= MarkEvery)
        {
            writer.CatchUp(began);
            markedAt = began;
        }

        observer?.CaughtUp();
        await PruneAsync(began, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> ProjectAsync(StreamHead head, StreamProjection stream, CancellationToken cancellationToken)
    {
        if (compared.Add(head.Stream))
            await CompareAsync(head, stream, cancellationToken).ConfigureAwait(false);
        if (stream.Position >= head.LastSequence)
            return false;

        var batch = new EventBatch(stream, writer, settings.EventsPerBatchMax);
        var startedAt = time.GetTimestamp();
        await foreach (var entry in journal.ReadAsync(head.Stream, stream.Position, cancellationToken).ConfigureAwait(false))
        {
            // What came after the round began is for the next one, so that no busy stream keeps the others waiting.
            if (entry.FirstSequence > head.LastSequence)
                break;
            batch.Add(entry);
            while (batch.WriteFull() is > 0 and var events)
                startedAt = await PaceAsync(events, head.LastSequence - stream.Position, startedAt, cancellationToken).ConfigureAwait(false);
        }

        if (batch.WriteRest() is > 0 and var last)
            await PaceAsync(last, 0, startedAt, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The entry that the last projected event is in must still be in the journal.</summary>
    private async Task CompareAsync(StreamHead head, StreamProjection stream, CancellationToken cancellationToken)
    {
        if (stream.Position == 0)
            return;
        if (stream.Position > head.LastSequence)
            throw new HistoryStaleException($"the history of '{head.Stream}' is ahead of the journal");
        await foreach (var entry in journal.ReadAsync(head.Stream, stream.Position - 1, cancellationToken).ConfigureAwait(false))
        {
            if (!entry.Hash.Span.SequenceEqual(stream.Hash.Span))
                throw new HistoryStaleException($"the history of '{head.Stream}' is of another journal");
            break;
        }
    }

    private async Task PruneAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - prunedAt < PruneEvery)
            return;
        for (var mayBeMore = true; mayBeMore;)
        {
            var startedAt = time.GetTimestamp();
            if (writer.Prune(now, out mayBeMore) is > 0 and var rows)
                observer?.Pruned(rows);
            await RestAsync(time.GetElapsedTime(startedAt), cancellationToken).ConfigureAwait(false);
        }

        prunedAt = now;
    }

    private async Task<long> PaceAsync(int events, long behind, long startedAt, CancellationToken cancellationToken)
    {
        var elapsed = time.GetElapsedTime(startedAt);
        observer?.Projected(events, Math.Max(0, behind), elapsed);
        await RestAsync(elapsed, cancellationToken).ConfigureAwait(false);
        return time.GetTimestamp();
    }

    /// <summary>How long to leave the machine to the server after some work, so that work is no more than its share.</summary>
    internal static TimeSpan RestAfter(TimeSpan worked, double share) => worked * ((1 / share) - 1);

    private Task RestAsync(TimeSpan worked, CancellationToken cancellationToken) =>
        RestAfter(worked, settings.Share) is var rest && rest < TimeSpan.FromMilliseconds(1)
            ? Task.CompletedTask
            : Task.Delay(rest, time, cancellationToken);
}

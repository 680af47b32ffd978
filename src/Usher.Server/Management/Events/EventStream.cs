using Usher.Journal;
using Usher.Server.Access;
using Usher.Server.Hosting;

namespace Usher.Server.Management.Events;

/// <summary>
/// One reader of live events. It reads the journal at its own pace: nothing is queued for it, so a slow one costs no memory,
/// and one that comes back finds everything that it missed.
/// </summary>
internal sealed class EventStream(
    ILogReader log, CommitSignal commits, TimeProvider time, EventFilter filter, IPeopleNames names, EventWriter output)
{
    /// <summary>Most entries that are read at once.</summary>
    internal const int EntriesMax = 256;

    /// <summary>How often a quiet stream shows life.</summary>
    internal static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>How long commits gather before they are read: a busy journal is read so often and no more.</summary>
    internal static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    /// <summary>How soon a reader that lost its connection should come back.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private EventId at = EventId.Origin;
    private long readUpTo;

    /// <summary>Sends events until the reader goes.</summary>
    /// <param name="after">The last event that the reader has; null: only what happens from now on.</param>
    /// <param name="cancellationToken">The reader went, or the server stops.</param>
    internal async Task RunAsync(EventId? after, CancellationToken cancellationToken)
    {
        try
        {
            await BeginAsync(after, cancellationToken);
            while (await FollowAsync(cancellationToken))
            {
            }
        }
        catch (JournalException error)
        {
            output.Write(at, EventTypes.Fault, new ServerFault(error.Code, error.Message, error.Hint));
            await output.FlushAsync(cancellationToken);
        }
    }

    private async ValueTask BeginAsync(EventId? after, CancellationToken cancellationToken)
    {
        output.WriteRetry(RetryAfter);
        if (after == EventId.Origin || await IsKnownAsync(after, cancellationToken))
        {
            at = after!.Value;
            // The entry is read again: the reader may not have all of it.
            readUpTo = Math.Max(0, at.Position - 1);
        }
        else
        {
            at = await log.FindPlaceAsync(null, cancellationToken) is { } last ? EventId.EndOf(last) : EventId.Origin;
            readUpTo = at.Position;
            if (after is { } lost)
                output.Write(at, EventTypes.Reset, EventFaults.Lost(lost));
        }

        output.WritePlace(at);
        await output.FlushAsync(cancellationToken);
    }

    private async ValueTask<bool> IsKnownAsync(EventId? id, CancellationToken cancellationToken) =>
        id is { } known && await log.FindPlaceAsync(known.Position, cancellationToken) is { } place && known.IsIn(place);

    /// <returns>False: nobody reads any more.</returns>
    private async ValueTask<bool> FollowAsync(CancellationToken cancellationToken)
    {
        // Taken before reading: a commit in between wakes us at once.
        var next = commits.Next();
        var entries = await log.ReadLogAsync(readUpTo, EntriesMax, cancellationToken);
        foreach (var entry in entries)
        {
            if (!await SendAsync(entry, cancellationToken))
                return false;
        }

        return entries.Count > 0 ? await output.FlushAsync(cancellationToken) : await RestAsync(next, cancellationToken);
    }

    private async ValueTask<bool> SendAsync(LogEntry read, CancellationToken cancellationToken)
    {
        var (position, entry) = (read.Position, read.Entry);
        var seen = position == at.Position ? at.Index : -1;
        if (seen < entry.Count - 1 && filter.Wants(entry.Stream))
        {
            foreach (var (index, happened) in LogEvents.Of(entry, names))
            {
                if (index <= seen || !filter.Wants(happened.Type))
                    continue;
                at = EventId.Of(position, index, entry.Hash);
                output.Write(at, happened);
                if (output.IsFull && !await output.FlushAsync(cancellationToken))
                    return false;
            }
        }

        at = EventId.Of(position, entry.Count - 1, entry.Hash);
        readUpTo = position;
        return true;
    }

    private async ValueTask<bool> RestAsync(Task next, CancellationToken cancellationToken)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(next, Task.Delay(BeatEvery, time, beat.Token)) == next)
        {
            await beat.CancelAsync();
            await Task.Delay(Gather, time, cancellationToken);
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        output.WritePlace(at);
        return await output.FlushAsync(cancellationToken);
    }
}

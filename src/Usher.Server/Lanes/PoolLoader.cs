using System.Buffers;
using Usher.Core;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>Builds a pool's state from its snapshot and the events after it.</summary>
internal sealed class PoolLoader(IJournal journal, PoolSettings settings)
{
    /// <summary>Reads one pool; an empty one when the journal has none.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read now.</exception>
    /// <exception cref="JournalCorruptException">What it holds cannot be right.</exception>
    public async ValueTask<LoadedPool> LoadAsync(PoolId id, CancellationToken cancellationToken)
    {
        var pool = new Pool(id, settings);
        var stream = LanePool.StreamOf(id);
        var snapshot = await journal.ReadSnapshotAsync(stream, cancellationToken);
        if (snapshot is not null)
            Apply(pool, snapshot);

        var snapshotAt = snapshot?.Sequence ?? 0;
        var sequence = snapshotAt;
        await foreach (var entry in journal.ReadAsync(stream, sequence, cancellationToken))
        {
            Apply(pool, entry, sequence);
            sequence = entry.LastSequence;
        }

        return new LoadedPool(pool, sequence, snapshot?.Count ?? 0, sequence - snapshotAt);
    }

    /// <summary>A snapshot of durable state.</summary>
    public static Snapshot Condense(LanePool pool)
    {
        var payload = new ArrayBufferWriter<byte>();
        var count = 0;
        foreach (var happened in pool.Pool.Condense())
        {
            EventCodec.Encode(happened, payload);
            count++;
        }

        return new Snapshot(pool.Stream, pool.Sequence, count, payload.WrittenMemory);
    }

    private static void Apply(Pool pool, JournalEntry entry, long sequence)
    {
        // An entry that reaches back before the snapshot: only the events after it are new.
        var skip = sequence - entry.FirstSequence + 1;
        if (skip < 0)
            throw Corrupt(entry.Stream, sequence + 1, "events are missing");

        var count = 0L;
        foreach (var happened in EventCodec.Decode(entry.Payload))
        {
            if (count++ >= skip)
                pool.Apply(happened);
        }

        if (count != entry.Count)
            throw Corrupt(entry.Stream, entry.FirstSequence, $"{count} events instead of {entry.Count}");
    }

    private static void Apply(Pool pool, Snapshot snapshot)
    {
        var count = 0;
        foreach (var happened in EventCodec.Decode(snapshot.Payload))
        {
            pool.Apply(happened);
            count++;
        }

        if (count != snapshot.Count)
            throw Corrupt(snapshot.Stream, snapshot.Sequence, $"the snapshot has {count} events instead of {snapshot.Count}");
    }

    private static JournalCorruptException Corrupt(StreamId stream, long sequence, string fault) => new(
        JournalCodes.NotEvents,
        $"stream '{stream}' is damaged at event {sequence}: {fault}",
        "run 'usher verify-log' to see how far the log is good, and restore the data folder from a backup");
}

using System.Buffers;
using System.Threading.Channels;
using Usher.Core;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>Builds a pool's state from its snapshot and the events after it.</summary>
internal sealed class PoolLoader(IJournal journal, PoolSettings settings)
{
    /// <summary>A snapshot of so many bytes is decoded on another thread while this one applies what was.</summary>
    private const int AheadBytes = 1024 * 1024;

    private const int AheadEvents = 2048;
    private const int AheadMax = 8;

    /// <summary>Reads one pool; an empty one when the journal has none.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read now.</exception>
    /// <exception cref="JournalCorruptException">What it holds cannot be right.</exception>
    public async ValueTask<LoadedPool> LoadAsync(PoolId id, CancellationToken cancellationToken)
    {
        var pool = new Pool(id, settings);
        var stream = LanePool.StreamOf(id);
        var snapshot = await journal.ReadSnapshotAsync(stream, cancellationToken);
        if (snapshot is not null)
            await ApplyAsync(pool, snapshot, cancellationToken);

        var snapshotAt = snapshot?.Sequence ?? 0;
        var sequence = snapshotAt;
        await foreach (var entry in journal.ReadAsync(stream, sequence, cancellationToken))
        {
            Apply(pool, entry, sequence);
            sequence = entry.LastSequence;
        }

        pool.EndsAreDurable();
        return new LoadedPool(pool, sequence, snapshot?.Count ?? 0, sequence - snapshotAt);
    }

    /// <summary>A snapshot of durable state, in one go.</summary>
    public static Snapshot Condense(LanePool pool)
    {
        var payload = new ByteParts();
        var count = pool.Pool.Condense(happened => EventCodec.Encode(happened, payload));
        return new Snapshot(pool.Stream, pool.Sequence, count, payload.Written);
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

    private static async ValueTask ApplyAsync(Pool pool, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var count = 0;
        if (snapshot.Payload.Length < AheadBytes)
        {
            foreach (var happened in EventCodec.Decode(snapshot.Payload))
            {
                pool.Apply(happened);
                count++;
            }
        }
        else
        {
            await foreach (var some in DecodeAhead(snapshot.Payload).ReadAllAsync(cancellationToken))
            {
                foreach (var happened in some)
                    pool.Apply(happened);
                count += some.Length;
            }
        }

        if (count != snapshot.Count)
            throw Corrupt(snapshot.Stream, snapshot.Sequence, $"the snapshot has {count} events instead of {snapshot.Count}");
    }

    private static ChannelReader<PoolEvent[]> DecodeAhead(ReadOnlySequence<byte> payload)
    {
        var ahead = Channel.CreateBounded<PoolEvent[]>(new BoundedChannelOptions(AheadMax) { SingleReader = true, SingleWriter = true });
        _ = Task.Run(async () =>
        {
            try
            {
                foreach (var some in EventCodec.Decode(payload).Chunk(AheadEvents))
                    await ahead.Writer.WriteAsync(some);
                ahead.Writer.Complete();
            }
            catch (JournalCorruptException error)
            {
                ahead.Writer.Complete(error);
            }
        });
        return ahead.Reader;
    }

    private static JournalCorruptException Corrupt(StreamId stream, long sequence, string fault) => new(
        JournalCodes.NotEvents,
        $"stream '{stream}' is damaged at event {sequence}: {fault}",
        "run 'usher verify-log' to see how far the log is good, and restore the data folder from a backup");
}

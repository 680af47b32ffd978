using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>Events of one stream on their way into the history, so many to a transaction.</summary>
internal sealed class EventBatch(StreamProjection stream, HistoryWriter writer, int eventsMax)
{
    private readonly Queue<(long Sequence, PoolEvent Happened, ReadOnlyMemory<byte> Hash)> waiting = new();

    /// <summary>Takes what is not projected yet.</summary>
    public void Add(JournalEntry entry)
    {
        var sequence = entry.FirstSequence;
        foreach (var happened in EventCodec.Decode(entry.Payload))
        {
            if (sequence > stream.Position)
                waiting.Enqueue((sequence, happened, entry.Hash));
            sequence++;
        }
    }

    /// <summary>Writes one full transaction; 0: there are too few events.</summary>
    public int WriteFull() => waiting.Count >= eventsMax ? Write(eventsMax) : 0;

    /// <summary>Writes what is left; 0: nothing is.</summary>
    public int WriteRest() => waiting.Count > 0 ? Write(waiting.Count) : 0;

    private int Write(int count)
    {
        writer.Write(() =>
        {
            ReadOnlyMemory<byte> lastHash = default;
            for (var i = 0; i < count; i++)
            {
                var (sequence, happened, hash) = waiting.Dequeue();
                stream.Apply(sequence, happened);
                lastHash = hash;
            }

            stream.Save(lastHash);
        });
        return count;
    }
}

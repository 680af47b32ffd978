using System.Collections.Concurrent;

namespace Usher.Journal.Tests.Sqlite;

internal sealed class RecordingObserver : IJournalObserver
{
    public ConcurrentQueue<int> Groups { get; } = new();

    public ConcurrentQueue<string> Failures { get; } = new();

    public ConcurrentQueue<int> Checkpoints { get; } = new();

    public ConcurrentQueue<(StreamId Stream, long Sequence)> Ignored { get; } = new();

    public void Committed(int batches, long payloadBytes, TimeSpan elapsed) => Groups.Enqueue(batches);

    public void Failed(JournalException error) => Failures.Enqueue(error.Code);

    public void Checkpointed(int pages, TimeSpan elapsed) => Checkpoints.Enqueue(pages);

    public void SnapshotIgnored(StreamId stream, long sequence, string why) => Ignored.Enqueue((stream, sequence));
}

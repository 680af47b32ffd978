using System.Buffers.Binary;
using System.Text;

namespace Usher.Journal.Tests;

/// <summary>Small batches with ids and times that are the same in every run.</summary>
internal sealed class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly StreamId Cad = new("pool/acme/cad");
    public static readonly StreamId Sim = new("pool/acme/sim");

    private long batches;

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Interlocked.Increment(ref batches));
        return new Guid(bytes, bigEndian: true);
    }

    public Batch Batch(params StreamAppend[] appends) => new(NextId(), appends);

    public Batch Batch(StreamId stream, long expected, string text, int count = 1) => Batch(Append(stream, expected, text, count));

    public static StreamAppend Append(StreamId stream, long expected, string text, int count = 1) =>
        new(stream, expected, count, Noon.AddTicks(expected + 1), Encoding.UTF8.GetBytes(text));

    /// <summary>Appends one entry of one event for each text.</summary>
    public async Task FillAsync(IJournal journal, StreamId stream, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
            Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(Batch(stream, i, texts[i])));
    }

    /// <summary>What a stream holds, in words.</summary>
    public static async Task<string> TextAsync(IJournal journal, StreamId stream, long after = 0) =>
        string.Join(' ', await journal.ReadAsync(stream, after).Select(Text).ToListAsync());

    public static string Text(JournalEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    public static Snapshot Snapshot(StreamId stream, long sequence, string text, int count = 1) =>
        new(stream, sequence, count, Encoding.UTF8.GetBytes(text));
}

using System.Text;

namespace Usher.Journal;

/// <summary>What every store demands of a caller. A violation is a bug of the caller, hence <see cref="ArgumentException"/>.</summary>
internal static class BatchRules
{
    public static void Check(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Id == Guid.Empty)
            throw new ArgumentException("a batch needs an id", nameof(batch));
        if (batch.Appends.Count is < 1 or > JournalLimits.AppendsPerBatchMax)
            throw new ArgumentException($"a batch has 1 to {JournalLimits.AppendsPerBatchMax} appends, not {batch.Appends.Count}", nameof(batch));
        for (var i = 0; i < batch.Appends.Count; i++)
            Check(batch.Appends[i]);
        if (batch.Appends.Count > 1 && batch.Appends.DistinctBy(append => append.Stream).Count() < batch.Appends.Count)
            throw new ArgumentException("a batch has at most one append per stream", nameof(batch));
    }

    public static void Check(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Check(snapshot.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(snapshot.Sequence, nameof(snapshot));
        ArgumentOutOfRangeException.ThrowIfNegative(snapshot.Count, nameof(snapshot));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(snapshot.Payload.Length, JournalLimits.SnapshotBytesMax, nameof(snapshot));
    }

    public static void Check(StreamId stream)
    {
        if (!IsName(stream))
            throw new ArgumentException($"a stream's name is 1 to {JournalLimits.StreamBytesMax} bytes of UTF-8, not '{stream.Value}'", nameof(stream));
    }

    public static bool IsName(StreamId stream) =>
        !string.IsNullOrEmpty(stream.Value) && Encoding.UTF8.GetByteCount(stream.Value) <= JournalLimits.StreamBytesMax;

    private static void Check(StreamAppend append)
    {
        Check(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedSequence, nameof(append));
        ArgumentOutOfRangeException.ThrowIfLessThan(append.Count, 1, nameof(append));
        if (append.Payload.Length is < 1 or > JournalLimits.PayloadBytesMax)
            throw new ArgumentException($"a payload is 1 to {JournalLimits.PayloadBytesMax} bytes, not {append.Payload.Length}", nameof(append));
    }
}

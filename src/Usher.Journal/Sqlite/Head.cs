namespace Usher.Journal.Sqlite;

/// <summary>Where a stream ends, as the writer knows it: durable, and as the open transaction would leave it.</summary>
internal sealed class Head(StreamId stream, long number, long last, byte[] hash)
{
    private long durableLast = last;
    private byte[] durableHash = hash;

    /// <summary>Which.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>Its key in the table of streams.</summary>
    public long Number { get; } = number;

    /// <summary>Number of the last event, those of the open transaction included.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Hash of the last entry, those of the open transaction included.</summary>
    public byte[] Hash { get; private set; } = hash;

    /// <summary>Whether nothing of it is durable yet.</summary>
    public bool IsNew => durableLast == 0;

    /// <summary>Whether the open transaction has moved it.</summary>
    public bool IsStaged => Last != durableLast;

    /// <summary>Moves the end within the open transaction.</summary>
    public void Stage(long newLast, byte[] newHash) => (Last, Hash) = (newLast, newHash);

    /// <summary>The transaction is durable.</summary>
    public void Keep() => (durableLast, durableHash) = (Last, Hash);

    /// <summary>The transaction is gone.</summary>
    public void Drop() => (Last, Hash) = (durableLast, durableHash);
}

namespace Usher.Journal;

/// <summary>How an append ended. A closed family; anything else is an exception, and nothing is known to be written.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome() { }

    /// <summary>Durable: it survives kill -9 and the loss of power.</summary>
    public sealed record Appended : AppendOutcome
    {
        /// <summary>The only one.</summary>
        public static Appended Instance { get; } = new();
    }

    /// <summary>
    /// Another writer was first, or <see cref="Batch.After"/> was not written; nothing was written. Read what it wrote, apply
    /// it, decide again.
    /// </summary>
    /// <param name="Stream">The first stream that differed; without <see cref="Batch.After"/>, the batch's first.</param>
    /// <param name="LastSequence">Its last sequence number.</param>
    public sealed record Conflict(StreamId Stream, long LastSequence) : AppendOutcome;
}

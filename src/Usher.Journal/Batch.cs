namespace Usher.Journal;

/// <summary>What is appended all or none.</summary>
/// <param name="Id">Found again by it when the outcome of a commit is unknown. Never reused.</param>
/// <param name="Appends">At most one per stream.</param>
public sealed record Batch(Guid Id, IReadOnlyList<StreamAppend> Appends)
{
    /// <summary>
    /// The batch that this one builds on and that was handed over before it: unless that one is written, this one conflicts,
    /// even if other writers happened to bring the streams to the expected ends. Default: none.
    /// </summary>
    public Guid? After { get; init; }
}

namespace Usher.Journal;

/// <summary>What is appended all or none.</summary>
/// <param name="Id">Found again by it when the outcome of a commit is unknown. Never reused.</param>
/// <param name="Appends">At most one per stream.</param>
public sealed record Batch(Guid Id, IReadOnlyList<StreamAppend> Appends);

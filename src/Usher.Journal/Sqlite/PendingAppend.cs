namespace Usher.Journal.Sqlite;

/// <summary>A batch that waits for the writer. Its continuations never run on the writer's thread.</summary>
internal sealed class PendingAppend(Batch batch)
    : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>What to append.</summary>
    public Batch Batch { get; } = batch;

    /// <summary>What will be answered if the group's commit succeeds.</summary>
    public AppendOutcome? Staged { get; set; }
}

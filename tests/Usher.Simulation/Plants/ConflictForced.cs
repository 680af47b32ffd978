using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>An append that another writer forestalled is put behind what that wrote, without deciding again.</summary>
internal sealed class ConflictForced : Plant
{
    public override string Name => "conflict-forced";

    public override string What => "an append that another writer forestalled is put behind what that wrote, without deciding again";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Forceful(journal);

    /// <summary>Where a stream ends really.</summary>
    public static StreamAppend Behind(StreamAppend append, AppendOutcome.Conflict conflict) => append.Stream == conflict.Stream
        ? append with { ExpectedSequence = conflict.LastSequence }
        : append;

    private sealed class Forceful(IJournal inner) : JournalAround(inner)
    {
        public override async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
        {
            while (await Inner.AppendAsync(batch, cancellationToken) is AppendOutcome.Conflict conflict)
                batch = batch with { Appends = [.. batch.Appends.Select(append => Behind(append, conflict))] };
            return AppendOutcome.Appended.Instance;
        }
    }
}

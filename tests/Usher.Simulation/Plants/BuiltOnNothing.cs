using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>What was decided on top of a batch that was not written is written nevertheless.</summary>
internal sealed class BuiltOnNothing : Plant
{
    public override string Name => "built-on-nothing";

    public override string What => "what was decided on top of a batch that was not written is written nevertheless";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Forceful(journal);

    private sealed class Forceful(IJournal inner) : JournalAround(inner)
    {
        public override async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
        {
            if (batch.After is null)
                return await Inner.AppendAsync(batch, cancellationToken);
            batch = batch with { After = null };
            while (await Inner.AppendAsync(batch, cancellationToken) is AppendOutcome.Conflict conflict)
                batch = batch with { Appends = [.. batch.Appends.Select(append => ConflictForced.Behind(append, conflict))] };
            return AppendOutcome.Appended.Instance;
        }
    }
}

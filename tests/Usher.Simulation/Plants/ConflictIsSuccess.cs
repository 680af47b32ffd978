using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>An append that another writer forestalled is taken for written.</summary>
internal sealed class ConflictIsSuccess : Plant
{
    public override string Name => "conflict-is-success";

    public override string What => "an append that another writer forestalled is taken for written";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Deaf(journal);

    private sealed class Deaf(IJournal inner) : JournalAround(inner)
    {
        public override async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
        {
            await Inner.AppendAsync(batch, cancellationToken);
            return AppendOutcome.Appended.Instance;
        }
    }
}

using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>A commit whose outcome is not known is taken for written.</summary>
internal sealed class UnknownIsSuccess : Plant
{
    public override string Name => "unknown-is-success";

    public override string What => "a commit whose outcome is not known is taken for written";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Guessing(journal);

    private sealed class Guessing(IJournal inner) : JournalAround(inner)
    {
        public override async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.AppendAsync(batch, cancellationToken);
            }
            catch (OutcomeUnknownException)
            {
                return AppendOutcome.Appended.Instance;
            }
        }
    }
}

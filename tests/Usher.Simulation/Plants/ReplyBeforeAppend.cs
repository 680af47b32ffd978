using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>Answers leave before the append, whatever becomes of it.</summary>
internal sealed class ReplyBeforeAppend : Plant
{
    public override string Name => "reply-before-append";

    public override string What => "answers leave before the append, whatever becomes of it";

    public override ulong FoundWithin => 1_000;

    public override IJournal Around(IJournal journal) => new Hasty(journal);

    private sealed class Hasty(IJournal inner) : JournalAround(inner)
    {
        public override ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
        {
            var copy = batch with { Appends = [.. batch.Appends.Select(append => append with { Payload = append.Payload.ToArray() })] };
            _ = AppendUnheardAsync(copy);
            return new(AppendOutcome.Appended.Instance);
        }

        private async Task AppendUnheardAsync(Batch batch)
        {
            try
            {
                await Inner.AppendAsync(batch);
            }
            catch (JournalException)
            {
                // Nobody waits for it any more.
            }
        }
    }
}

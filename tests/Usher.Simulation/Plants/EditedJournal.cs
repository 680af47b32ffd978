using System.Runtime.InteropServices;
using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Simulation.Plants;

/// <summary>A byte of the log is changed after it was written.</summary>
internal sealed class EditedJournal : Plant
{
    public override string Name => "edited-journal";

    public override string What => "a byte of the log is changed after it was written";

    public override ulong FoundWithin => 1_000;

    private const int LeftAlone = 20;

    public override IJournal Around(IJournal journal) => new Editing(journal);

    private sealed class Editing(IJournal inner) : JournalAround(inner)
    {
        private int appends;

        public override async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
        {
            var outcome = await Inner.AppendAsync(batch, cancellationToken);
            if (++appends == LeftAlone)
                await EditAsync(batch.Appends[0].Stream, cancellationToken);
            return outcome;
        }

        private async Task EditAsync(StreamId stream, CancellationToken cancellationToken)
        {
            await foreach (var entry in Inner.ReadAsync(stream, 0, cancellationToken))
            {
                if (MemoryMarshal.TryGetArray(entry.Payload, out var bytes))
                    bytes.Array![bytes.Offset] ^= 1;
                return;
            }
        }
    }
}

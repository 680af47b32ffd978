using Usher.Journal.Memory;
using Usher.Server.Lanes;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Lanes;

/// <summary>What a journal does that an operator can cure is one line with code and cure, not a stack trace.</summary>
public sealed class LaneLogTests
{
    private const int Refusing = 2004, Unknown = 2003, Skipped = 2010;

    [Fact]
    public async Task A_journal_that_cannot_be_used_is_said_with_its_code_its_cause_and_the_cure() => Assert.Equal(
        "The journal cannot be used; refusing to serve, next try in 00:00:00.1000000: USH4001: told to be full; stop telling it",
        await LineOfAsync(Refusing, MemoryFault.Unavailable));

    [Fact]
    public async Task An_outcome_that_is_not_known_is_said_with_its_code_its_cause_and_the_cure() => Assert.EndsWith(
        " was written; looking it up: USH4009: told not to know; ask for the batch by its id",
        await LineOfAsync(Unknown, MemoryFault.UnknownWritten),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_snapshot_that_is_skipped_is_said_with_the_code_the_cause_and_the_cure()
    {
        using var log = new LogTap(Skipped);
        await using var scenario = new DeskScenario(
            journal: inner =>
            {
                var faulty = new FaultyJournal(inner);
                faulty.Fail(snapshots: 1);
                return faulty;
            },
            lanesAs: new LaneSettings { SnapshotEventsMin = 1 },
            logs: log);

        await scenario.StartAsync();

        Assert.Null(await log.Logged);
        Assert.Equal("The snapshot of pool/acme/cad was skipped; a restart replays more: USH4004: told to fail; stop telling it", log.Text);
    }

    /// <summary>What the log says of an append that meets a fault.</summary>
    private static async Task<string?> LineOfAsync(int logged, MemoryFault fault)
    {
        using var log = new LogTap(logged);
        await using var scenario = await new DeskScenario(logs: log).StartAsync();
        scenario.Journal.FailNext(fault);

        scenario.Post(new RecordingPeer(), scenario.Checkout(scenario.NewLease()));

        Assert.Null(await log.Logged);
        return log.Text;
    }
}

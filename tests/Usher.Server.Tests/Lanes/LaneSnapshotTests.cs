using Usher.Core;
using Usher.Journal;
using Usher.Journal.Memory;
using Usher.Server.Lanes;

namespace Usher.Server.Tests.Lanes;

/// <summary>
/// A snapshot is taken bit by bit between batches. Here a bit is one event, and a lane with nothing to do rests for a second of virtual time
/// before the next: so bits are taken with requests only, while time stands still.
/// </summary>
public sealed class LaneSnapshotTests : IAsyncLifetime
{
    private const int Seats = 10;

    private const int Live = 6;

    // Twice the leases is enough for a snapshot.
    private const int Begun = 2 * Live;

    private static readonly LaneSettings BitByBit = new() { SnapshotEventsMin = Begun, SnapshotBitEvents = 1, SnapshotRest = TimeSpan.FromSeconds(1) };

    private readonly List<LeaseId> leases = [];
    private DeskScenario scenario = null!;
    private FaultyJournal journal = null!;

    private LanePool Pool => scenario.Desk.Find(DeskScenario.Cad.ToString(), out _)!;

    public async ValueTask InitializeAsync() => await StartAsync(BitByBit);

    public async ValueTask DisposeAsync() => await scenario.DisposeAsync();

    [Fact]
    public async Task A_request_is_served_between_two_bits_of_one_snapshot_and_is_not_in_it()
    {
        await BeginAsync();

        await ReturnAsync(leases[^1]);

        Assert.Equal(0, journal.SnapshotsWritten);
        await FinishAsync();
        var snapshot = await StoredAsync();
        Assert.Equal(Begun, snapshot.Sequence);
        Assert.Equal(Live, EventCodec.Decode(snapshot.Payload).OfType<PoolEvent.LeaseGranted>().Count(granted => leases.Contains(granted.Lease)));
    }

    [Fact]
    public async Task What_it_does_not_contain_is_counted_from_its_beginning()
    {
        await BeginAsync();
        Assert.Equal(0, Pool.SinceSnapshot);

        await ReturnAsync(leases[0]);
        await ReturnAsync(leases[1]);
        await FinishAsync();

        Assert.Equal(2, Pool.SinceSnapshot);
        Assert.Equal((await StoredAsync()).Count, Pool.SnapshotEvents);
    }

    [Fact]
    public async Task A_restart_finds_what_happened_before_it_during_it_and_after_it()
    {
        await BeginAsync();
        await ReturnAsync(leases[2]);
        await TakeAsync();
        await FinishAsync();
        await TakeAsync();
        var before = Words();

        await scenario.RestartAsync();

        Assert.Equal(Begun, (await StoredAsync()).Sequence);
        Assert.Equal(before, Words());
    }

    [Fact]
    public async Task A_lane_with_nothing_else_to_do_goes_on_by_itself()
    {
        await scenario.DisposeAsync();
        await StartAsync(BitByBit with { SnapshotRest = TimeSpan.Zero });

        await BeginAsync();

        await journal.SnapshotWrittenAsync();
        Assert.Equal(Begun, (await StoredAsync()).Sequence);
    }

    [Fact]
    public async Task A_lane_that_rests_between_two_bits_is_woken_for_the_next()
    {
        await BeginAsync();

        var written = journal.SnapshotWrittenAsync();
        while (await Task.WhenAny(written, scenario.Clock.PassAsync(BitByBit.SnapshotRest)) != written)
            Assert.Equal(0, Pool.SinceSnapshot);

        Assert.Equal(Begun, (await StoredAsync()).Sequence);
    }

    [Fact]
    public async Task A_stop_in_the_middle_takes_it_anew_and_loses_nothing()
    {
        await BeginAsync();
        await ReturnAsync(leases[0]);
        var before = Words();

        await scenario.Desk.DisposeAsync();

        Assert.Equal(1, journal.SnapshotsWritten);
        Assert.Equal(Begun + 1, (await StoredAsync()).Sequence);
        await scenario.RestartAsync();
        Assert.Equal(before, Words());
    }

    [Fact]
    public async Task A_stop_in_the_middle_takes_it_anew_though_nothing_happened_since()
    {
        await BeginAsync();

        await scenario.Desk.DisposeAsync();

        Assert.Equal(Begun, (await StoredAsync()).Sequence);
    }

    [Theory]
    [InlineData(MemoryFault.Conflict)]
    [InlineData(MemoryFault.UnknownNotWritten)]
    public async Task When_the_pool_is_read_again_it_is_dropped_and_another_is_begun(MemoryFault fault)
    {
        await BeginAsync();
        scenario.Journal.FailNext(fault);

        await ReturnAsync(leases[0]);
        await FinishAsync();

        Assert.Equal(1, journal.SnapshotsWritten);
        Assert.Equal(Begun + 1, (await StoredAsync()).Sequence);
    }

    [Fact]
    public async Task A_journal_that_refuses_meanwhile_costs_it_and_nothing_else()
    {
        await BeginAsync();
        scenario.Journal.FailNext(MemoryFault.Unavailable);

        var peer = new RecordingPeer();
        scenario.Post(peer, new CheckIn(leases[0], DeskScenario.Person("ada")));
        Assert.Equal("refused USH3008", await peer.HearAsync());
        scenario.Clock.Advance(new LaneSettings().RetryFirst);
        await ReturnAsync(leases[0]);

        Assert.Equal(Live - 1, scenario.Desk.SummaryOf(DeskScenario.Cad)!.Counts.Active);
        var before = Words();
        await scenario.RestartAsync();
        Assert.Equal(before, Words());
    }

    private async Task StartAsync(LaneSettings settings)
    {
        leases.Clear();
        scenario = await new DeskScenario(journal: inner => journal = new FaultyJournal(inner), lanesAs: settings).StartAsync(Seats);
    }

    /// <summary>So many events that a snapshot is due, and half taken.</summary>
    private async Task BeginAsync()
    {
        for (var count = 0; count < Live; count++)
            leases.Add(await TakeAsync());
        for (var events = 1 + Live; events < Begun - 1; events += 2)
            await ReturnAsync(await TakeAsync());
        await RenewAsync(leases[0]);
        Assert.Equal(0, journal.SnapshotsWritten);
    }

    /// <summary>Requests that change nothing, more than enough.</summary>
    private async Task FinishAsync()
    {
        for (var turn = 0; turn < 4 * Live; turn++)
            await scenario.Desk.ExecuteAsync(DeskScenario.Cad, new Settle(), default);
        await journal.SnapshotWrittenAsync();
    }

    private async Task<LeaseId> TakeAsync()
    {
        var lease = scenario.NewLease();
        Assert.IsType<Reply.Granted>(await scenario.Desk.ExecuteAsync(DeskScenario.Cad, scenario.Checkout(lease), default));
        return lease;
    }

    private async Task ReturnAsync(LeaseId lease) =>
        Assert.IsType<Reply.Returned>(await scenario.Desk.ExecuteAsync(DeskScenario.Cad, new CheckIn(lease, DeskScenario.Person("ada")), default));

    private async Task RenewAsync(LeaseId lease) =>
        Assert.IsType<Reply.Renewed>(await scenario.Desk.ExecuteAsync(DeskScenario.Cad, new Renew(lease, DeskScenario.Person("ada"), TimeSpan.Zero), default));

    private async Task<Snapshot> StoredAsync() => (await scenario.Journal.ReadSnapshotAsync(Pool.Stream))!;

    private string Words() => string.Join('\n', Pool.Pool.Condense());
}

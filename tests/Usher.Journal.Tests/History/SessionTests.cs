using Usher.Core;
using Usher.Journal.History;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>What becomes of leases, queues and refusals in the history.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly Ledger ledger = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task A_lease_is_a_session_from_its_grant_to_its_end()
    {
        var lease = ledger.NextLease();
        await ledger.AppendAsync(Lines(0, Line(5)), Grant(1, lease, "ann", seats: 2), End(31, lease, EndReason.Revoked, "maintenance", "root"));

        await ledger.ProjectAsync();

        var session = Assert.Single(await ledger.SessionsAsync());
        Assert.Equal(
            new SessionRecord(
                CadPool, 2, lease, new Holder("ann", "ann-pc"), 2, "2.0", GrantKind.Direct, Detached: false, Connectionless: false, Overdraft: false,
                At(1), TimeSpan.Zero, At(31), EndReason.Revoked, "maintenance", "root"),
            session);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_session_says_what_its_lease_lived_by(bool detached, bool connectionless)
    {
        await ledger.AppendAsync(
            Lines(0, Line(5)), Grant(1, ledger.NextLease()) with { Detached = detached, Connectionless = connectionless });

        await ledger.ProjectAsync();

        var session = Assert.Single(await ledger.SessionsAsync());
        Assert.Equal((detached, connectionless), (session.Detached, session.Connectionless));
    }

    [Fact]
    public async Task A_lease_that_lives_is_a_session_without_an_end()
    {
        await ledger.AppendAsync(Lines(0, Line(5)), Grant(1, ledger.NextLease()));

        await ledger.ProjectAsync();

        var session = Assert.Single(await ledger.SessionsAsync());
        Assert.Null(session.EndedAt);
        Assert.Null(session.Reason);
    }

    [Fact]
    public async Task A_lapsed_lease_that_comes_back_is_another_session()
    {
        var lease = ledger.NextLease();
        await ledger.AppendAsync(
            Lines(0, Line(5)), Grant(1, lease), End(20, lease, EndReason.Lapsed), Grant(25, lease) with { Kind = GrantKind.ResumedLate });

        await ledger.ProjectAsync();

        Assert.Equal(
            [(GrantKind.ResumedLate, null), (GrantKind.Direct, At(20))],
            (await ledger.SessionsAsync()).Select(session => (session.Kind, session.EndedAt)));
    }

    [Fact]
    public async Task A_session_from_the_queue_says_how_long_it_waited()
    {
        var lease = ledger.NextLease();
        await ledger.AppendAsync(Lines(0, Line(1)), Wait(1, lease), Grant(8, lease) with { Kind = GrantKind.FromQueue });

        await ledger.ProjectAsync();

        Assert.Equal(TimeSpan.FromMinutes(7), Assert.Single(await ledger.SessionsAsync()).Waited);
        Assert.Empty(await ledger.DenialsAsync());
    }

    [Fact]
    public async Task A_refusal_is_a_denial()
    {
        await ledger.AppendAsync(Lines(0, Line(1)), Deny(3, ledger.NextLease(), "bob", DenialReason.VersionTooHigh));

        await ledger.ProjectAsync();

        var denial = Assert.Single(await ledger.DenialsAsync());
        Assert.Equal(
            new DenialRecord(CadPool, 2, At(3), new Holder("bob", "bob-pc"), 1, "0", DenialCause.VersionTooHigh, TimeSpan.Zero), denial);
    }

    [Theory]
    [InlineData(WaitEndReason.Cancelled, DenialCause.WaitCancelled)]
    [InlineData(WaitEndReason.TimedOut, DenialCause.WaitTimedOut)]
    [InlineData(WaitEndReason.Abandoned, DenialCause.WaitAbandoned)]
    [InlineData(WaitEndReason.Hopeless, DenialCause.WaitHopeless)]
    public async Task Waiting_for_nothing_is_a_denial_that_says_how_long(WaitEndReason reason, DenialCause cause)
    {
        var lease = ledger.NextLease();
        await ledger.AppendAsync(Lines(0, Line(1)), Wait(1, lease), new PoolEvent.WaitEnded(At(11), lease, reason));

        await ledger.ProjectAsync();

        var denial = Assert.Single(await ledger.DenialsAsync());
        Assert.Equal((cause, At(11), TimeSpan.FromMinutes(10)), (denial.Cause, denial.At, denial.Waited));
    }

    [Fact]
    public void Every_reason_of_the_core_has_its_cause()
    {
        Assert.All(Enum.GetValues<DenialReason>(), reason => Assert.Equal($"{reason}", $"{(DenialCause)(int)reason}"));
        Assert.All(Enum.GetValues<WaitEndReason>(), reason => Assert.Equal($"Wait{reason}", $"{(DenialCause)(100 + (int)reason)}"));
    }

    [Fact]
    public async Task Streams_that_are_no_pools_are_left_alone()
    {
        await new Sample().FillAsync(ledger.Journal, new StreamId("server"), "what the server noted");

        await ledger.ProjectAsync();

        Assert.Empty((await ledger.Reader.StateAsync()).Pools);
    }
}

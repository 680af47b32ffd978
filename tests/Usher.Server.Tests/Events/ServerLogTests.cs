using System.Text;
using Usher.Journal;
using Usher.Journal.Memory;
using Usher.Server.Events;
using Usher.Server.Tests.Licenses;

namespace Usher.Server.Tests.Events;

public sealed class ServerLogTests : IAsyncDisposable
{
    private readonly MemoryJournal journal = new();
    private readonly SteadyClock clock = new();
    private readonly List<string> seen = [];

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public async Task Every_event_reads_back_as_it_was_written()
    {
        ServerEvent[] all =
        [
            new ServerStarted("0.1.0", "ab", ["host:1203"], 7), new ServerStopped(), new ClockMarked(), new ClockWasSetBack("by 1h"),
            new ClockRecovered(), new LicenseAdded("LIC-1", "text", "uid 1"), new LicenseRemoved("LIC-1", "uid 1"),
            new LeaseRevoked("acme/cad", "00", "ada@host", "leaving", "uid 1"),
        ];
        using (var log = await OpenAsync())
        {
            foreach (var happened in all)
                await log.AppendAsync(happened, CancellationToken.None);
        }

        var written = seen.ToArray();
        seen.Clear();
        using var again = await OpenAsync();
        Assert.Equal(all.Length, written.Length);
        Assert.Equal(written, seen);
    }

    [Fact]
    public async Task An_entry_names_its_type_and_version()
    {
        using var log = await OpenAsync();
        await log.AppendAsync(new LicenseRemoved("LIC-1", "uid 1"), CancellationToken.None);
        Assert.Equal("""{"type":"license-removed/1","id":"LIC-1","by":"uid 1"}""", Encoding.UTF8.GetString((await LastAsync()).Payload.Span));
    }

    [Fact]
    public async Task Another_writers_entries_are_applied_before_deciding_again()
    {
        using var mine = await OpenAsync();
        using (var other = await ServerLog.OpenAsync(journal, clock, IdSource.Random, (_, _) => { }, CancellationToken.None))
            await other.AppendAsync(new LicenseRemoved("theirs", "uid 2"), CancellationToken.None);

        var decidedAfter = new List<int>();
        await mine.AppendAsync(
            () =>
            {
                decidedAfter.Add(seen.Count);
                return new LicenseRemoved("mine", "uid 1");
            },
            CancellationToken.None);

        Assert.Equal([0, 1], decidedAfter);
        Assert.Equal(["theirs", "mine"], seen.Select(happened => happened.Split('"')[1]));
    }

    [Theory]
    [InlineData(MemoryFault.UnknownWritten)]
    [InlineData(MemoryFault.UnknownNotWritten)]
    public async Task An_append_of_unknown_outcome_is_looked_up_and_happens_once(MemoryFault fault)
    {
        using var log = await OpenAsync();
        journal.FailNext(fault);

        await log.AppendAsync(new ClockMarked(), CancellationToken.None);

        Assert.Single(seen);
        Assert.Equal(1, (await LastAsync()).LastSequence);
    }

    [Theory]
    [InlineData(ServerLog.ConflictsMax, true)]
    [InlineData(ServerLog.ConflictsMax + 1, false)]
    public async Task A_log_that_others_always_win_gives_up_at_its_limit(int conflicts, bool isWritten)
    {
        using var log = await OpenAsync();
        for (var i = 0; i < conflicts; i++)
            journal.FailNext(MemoryFault.Conflict);

        if (isWritten)
            await log.AppendAsync(new ClockMarked(), CancellationToken.None);
        else
            Assert.Equal(ServerCodes.LogContended, (await Assert.ThrowsAsync<JournalUnavailableException>(
                () => log.AppendAsync(new ClockMarked(), CancellationToken.None))).Code);
        Assert.Equal(isWritten ? 1 : 0, seen.Count);
    }

    [Theory]
    [InlineData("""{"type":"license-suspended/1"}""", 1)]
    [InlineData("""{"type":"clock-mark/1"}""", 2)]
    [InlineData("not json", 1)]
    public async Task An_entry_of_a_newer_version_stops_the_start(string payload, int count)
    {
        await journal.AppendAsync(new Batch(IdSource.Random.Next(), [new StreamAppend(ServerLog.Stream, 0, count, clock.Now, Encoding.UTF8.GetBytes(payload))]));
        var error = await Assert.ThrowsAsync<ServerStartException>(OpenAsync);
        Assert.Equal(ServerCodes.LogUnreadable, Assert.Single(error.Faults).Code);
    }

    private Task<ServerLog> OpenAsync() => ServerLog.OpenAsync(
        journal, clock, IdSource.Random, (happened, at) => seen.Add(Text(happened)), CancellationToken.None);

    private static string Text(ServerEvent happened) =>
        happened is LicenseRemoved removed ? $"removed \"{removed.Id}\"" : happened is ServerStarted started ? $"{started.Endpoints[0]} {started.Pid}" : $"{happened}";

    private async Task<JournalEntry> LastAsync()
    {
        JournalEntry? last = null;
        await foreach (var entry in journal.ReadAsync(ServerLog.Stream, 0))
            last = entry;
        return last ?? throw new InvalidOperationException("the log is empty");
    }
}

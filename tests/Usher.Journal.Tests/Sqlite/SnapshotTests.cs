using System.Buffers;
using Usher.Journal.Sqlite;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

public sealed class SnapshotTests : IAsyncLifetime
{
    private readonly JournalFolder folder = new();
    private readonly Sample sample = new();
    private readonly RecordingObserver observer = new();
    private readonly CommitGate gate = new();
    private SqliteJournal journal = null!;

    public async ValueTask InitializeAsync()
    {
        journal = await OpenAsync();
        await sample.FillAsync(journal, Cad, "one", "two");
    }

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        gate.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(5000, 5)]
    public async Task A_large_snapshot_is_stored_in_parts_and_reads_back_whole(int bytes, int parts)
    {
        var payload = Bytes(bytes);
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, payload));

        Assert.Equal(payload, (await journal.ReadSnapshotAsync(Cad))!.Payload.ToArray());
        Assert.Equal(parts, await NumberAsync("SELECT count(*) FROM snapshot_parts"));
    }

    [Fact]
    public async Task An_older_snapshot_is_dropped_with_all_of_its_parts()
    {
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 1, 1, Bytes(5000)));
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, Bytes(3000)));

        Assert.Equal((1, 3), (await NumberAsync("SELECT count(*) FROM snapshots"), await NumberAsync("SELECT count(*) FROM snapshot_parts")));
    }

    [Fact]
    public async Task Appends_go_on_while_a_snapshot_is_written_and_nobody_sees_half_of_it()
    {
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 1, 1, Bytes(10)));
        gate.Plan(gate.Waits, gate.Waits, gate.Waits);
        var writing = journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, Bytes(5000))).AsTask();
        await gate.ArrivedAsync();
        gate.Allow();
        await gate.ArrivedAsync();
        gate.Allow();
        await gate.ArrivedAsync();
        var append = journal.AppendAsync(sample.Batch(Cad, 2, "three"));
        gate.Allow();

        Assert.IsType<AppendOutcome.Appended>(await append);
        await writing;
        Assert.Equal(2, (await journal.ReadSnapshotAsync(Cad))!.Sequence);
    }

    [Fact]
    public async Task A_snapshot_whose_writing_was_cancelled_is_never_seen_and_goes_with_the_next_one()
    {
        using var cancelled = new CancellationTokenSource();
        var after = 0;
        gate.Plan([.. Enumerable.Repeat<Func<Func<int>, int>>(commit =>
        {
            if (++after == 4)
                cancelled.Cancel();
            return commit();
        }, 4)]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, Bytes(5000)), cancelled.Token));
        Assert.Null(await journal.ReadSnapshotAsync(Cad));
        Assert.NotEqual(0, await NumberAsync("SELECT count(*) FROM snapshot_parts"));

        await journal.WriteSnapshotAsync(new Snapshot(Cad, 1, 1, Bytes(10)));
        Assert.Equal((1, 1), (await NumberAsync("SELECT count(*) FROM snapshots"), await NumberAsync("SELECT count(*) FROM snapshot_parts")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_snapshot_that_was_cut_off_after_any_part_leaves_the_one_before(int commits)
    {
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 1, 1, Bytes(3000)));
        using var cancelled = new CancellationTokenSource();
        var after = 0;
        gate.Plan([.. Enumerable.Repeat<Func<Func<int>, int>>(commit =>
        {
            if (++after == commits + 1)
                cancelled.Cancel();
            return commit();
        }, commits + 1)]);
        ReadOnlyMemory<byte>[] parts = [Bytes(1000), Bytes(700), Bytes(1000), Bytes(1), Bytes(999), Bytes(1000), Bytes(1000)];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 7, ByteParts.Join(parts)), cancelled.Token));
        await journal.DisposeAsync();
        journal = await OpenAsync();

        var left = await journal.ReadSnapshotAsync(Cad);
        Assert.Equal((1, Bytes(3000).Length), (left!.Sequence, left.Payload.Length));
    }

    [Theory]
    [InlineData("UPDATE snapshot_parts SET payload = X'00' WHERE part = 1")]
    [InlineData("DELETE FROM snapshot_parts WHERE part = 1")]
    [InlineData("UPDATE snapshot_parts SET part = 10 - part")]
    [InlineData("UPDATE snapshots SET sequence = 1")]
    [InlineData("UPDATE snapshots SET count = 2")]
    [InlineData("UPDATE snapshots SET bytes = bytes + 1")]
    [InlineData("UPDATE snapshots SET bytes = -1")]
    [InlineData("UPDATE snapshots SET checksum = X''")]
    public async Task A_damaged_snapshot_is_reported_and_the_log_is_read_instead(string damage)
    {
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, Bytes(5000)));
        await journal.DisposeAsync();
        folder.Run(damage);
        journal = await OpenAsync();

        Assert.Null(await journal.ReadSnapshotAsync(Cad));
        Assert.Equal(Cad, Assert.Single(observer.Ignored).Stream);
        Assert.Equal("one two", await TextAsync(journal, Cad));

        await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, Bytes(10)));
        Assert.Equal(2, (await journal.ReadSnapshotAsync(Cad))!.Sequence);
    }

    [Fact]
    public async Task A_log_that_ends_before_its_snapshot_was_shortened_and_is_not_served()
    {
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 2, 1, Bytes(10)));
        await journal.DisposeAsync();
        folder.Run("DELETE FROM entries WHERE position = 2");
        journal = await OpenAsync();

        var error = await Assert.ThrowsAsync<JournalCorruptException>(async () => await journal.ReadSnapshotAsync(Cad));

        Assert.Equal(JournalCodes.LogShortened, error.Code);
        Assert.Contains("entries were lost", (await journal.VerifyAsync().SingleAsync()).Fault, StringComparison.Ordinal);
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7))];

    private ValueTask<SqliteJournal> OpenAsync() => folder.OpenAsync(settings =>
        settings with { SnapshotPartBytes = 1000, Observer = observer, AroundCommit = gate.Around });

    private Task<long> NumberAsync(string sql) => Task.Run(() =>
    {
        using var database = Database.OpenReader(folder.File);
        return database.Number(sql);
    });
}

using System.Buffers;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests;

/// <summary>What every store must do. Run once for each.</summary>
public abstract class JournalContract : IAsyncLifetime
{
    private readonly Sample sample = new();

    private IJournal journal = null!;

    protected abstract ValueTask<IJournal> OpenAsync();

    public async ValueTask InitializeAsync() => journal = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_appended_reads_back_to_the_tick()
    {
        var at = new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(1);
        var batch = sample.Batch(new StreamAppend(Cad, ExpectedSequence: 0, Count: 3, at, "abc"u8.ToArray()));

        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(batch));

        var entry = Assert.Single(await journal.ReadAsync(Cad, 0).ToListAsync());
        Assert.Equal((Cad, 1L, 3, 3L), (entry.Stream, entry.FirstSequence, entry.Count, entry.LastSequence));
        Assert.Equal((batch.Id, at.UtcTicks, TimeSpan.Zero), (entry.BatchId, entry.At.UtcTicks, entry.At.Offset));
        Assert.Equal("abc", Text(entry));
        Assert.Equal(Chain.Next(Chain.Origin.Span, Cad, 1, 3, batch.Id, at, "abc"u8), entry.Hash.ToArray());
    }

    [Fact]
    public async Task The_caller_may_use_its_buffer_again_when_the_append_has_ended()
    {
        var buffer = "first"u8.ToArray();
        await journal.AppendAsync(sample.Batch(new StreamAppend(Cad, 0, 1, Noon, buffer)));
        buffer.AsSpan().Fill((byte)'x');

        Assert.Equal("first", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task A_batch_that_expects_another_end_is_refused_and_told_the_real_one()
    {
        await sample.FillAsync(journal, Cad, "one", "two");

        Assert.Equal(new AppendOutcome.Conflict(Cad, 2), await journal.AppendAsync(sample.Batch(Cad, 1, "late")));
        Assert.Equal(new AppendOutcome.Conflict(Cad, 2), await journal.AppendAsync(sample.Batch(Cad, 3, "early")));
        Assert.Equal(new AppendOutcome.Conflict(Sim, 0), await journal.AppendAsync(sample.Batch(Sim, 1, "nowhere")));
        Assert.Equal("one two", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task A_batch_follows_one_that_is_still_being_written()
    {
        var first = sample.Batch(Sample.Cad, 0, "one");
        var second = sample.Batch(Sample.Append(Sample.Cad, 1, "two"), Sample.Append(Sample.Sim, 0, "three")) with { After = first.Id };

        var writing = journal.AppendAsync(first).AsTask();
        var outcomes = await Task.WhenAll(writing, journal.AppendAsync(second).AsTask());

        Assert.All(outcomes, outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
        Assert.Equal("one two", await Sample.TextAsync(journal, Sample.Cad));
    }

    [Fact]
    public async Task A_batch_that_follows_one_that_was_not_written_conflicts_even_if_its_streams_end_where_it_expects()
    {
        await sample.FillAsync(journal, Sample.Cad, "another writer's");
        var first = sample.Batch(Sample.Cad, 0, "one");
        var second = sample.Batch(Sample.Cad, 1, "two") with { After = first.Id };

        var writing = journal.AppendAsync(first).AsTask();
        var outcomes = await Task.WhenAll(writing, journal.AppendAsync(second).AsTask());

        Assert.All(outcomes, outcome => Assert.Equal(new AppendOutcome.Conflict(Sample.Cad, 1), outcome));
        Assert.Equal("another writer's", await Sample.TextAsync(journal, Sample.Cad));
    }

    [Fact]
    public async Task A_batch_is_written_to_all_of_its_streams_or_to_none()
    {
        await sample.FillAsync(journal, Sim, "one");
        var batch = sample.Batch(Append(Cad, 0, "new"), Append(Sim, 0, "stale"));

        Assert.Equal(new AppendOutcome.Conflict(Sim, 1), await journal.AppendAsync(batch));
        Assert.Equal("", await TextAsync(journal, Cad));
        Assert.False(await journal.ContainsAsync(batch.Id));

        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Append(Cad, 0, "new"), Append(Sim, 1, "fresh"))));
        Assert.Equal(("new", "one fresh"), (await TextAsync(journal, Cad), await TextAsync(journal, Sim)));
    }

    [Fact]
    public async Task The_whole_log_reads_in_the_order_in_which_it_was_written()
    {
        var log = Assert.IsType<ILogReader>(journal, exactMatch: false);
        Assert.Empty(await log.ReadLogAsync(0, 10));
        Assert.Null(await log.FindPlaceAsync(null));
        await sample.FillAsync(journal, Cad, "one");
        await sample.FillAsync(journal, Sim, "two");
        await journal.AppendAsync(sample.Batch(Cad, 1, "three", count: 2));

        var all = await log.ReadLogAsync(0, 10);

        Assert.Equal([(1L, Cad, "one"), (2L, Sim, "two"), (3L, Cad, "three")], all.Select(one => (one.Position, one.Entry.Stream, Text(one.Entry))));
        Assert.Equal([2L, 3L], (await log.ReadLogAsync(1, 10)).Select(one => one.Position));
        Assert.Equal([2L], (await log.ReadLogAsync(1, 1)).Select(one => one.Position));
        Assert.Empty(await log.ReadLogAsync(3, 10));
        var last = await log.FindPlaceAsync(null);
        Assert.Equal((3L, 2, Convert.ToHexString(all[2].Entry.Hash.Span)), (last!.Position, last.Count, Convert.ToHexString(last.Hash.Span)));
        Assert.Equal(2, (await log.FindPlaceAsync(2))!.Position);
        Assert.Null(await log.FindPlaceAsync(4));
    }

    [Fact]
    public async Task A_batch_is_found_by_its_id_once_it_is_written()
    {
        var batch = sample.Batch(Cad, 0, "one");
        Assert.False(await journal.ContainsAsync(batch.Id));

        await journal.AppendAsync(batch);

        Assert.True(await journal.ContainsAsync(batch.Id));
    }

    [Fact]
    public async Task A_batch_id_cannot_be_used_twice()
    {
        var batch = sample.Batch(Cad, 0, "one");
        await journal.AppendAsync(batch);

        var again = new Batch(batch.Id, [Append(Cad, 1, "two")]);

        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(again));
        Assert.Equal("one", await TextAsync(journal, Cad));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Cad, 1, "two")));
    }

    [Fact]
    public async Task Of_many_writers_that_expect_the_same_end_exactly_one_wins()
    {
        var appends = Enumerable.Range(0, 32).Select(_ => journal.AppendAsync(sample.Batch(Cad, 0, "won")).AsTask());

        var outcomes = await Task.WhenAll(appends);

        Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
        Assert.All(outcomes.OfType<AppendOutcome.Conflict>(), conflict => Assert.Equal(1, conflict.LastSequence));
        Assert.Equal("won", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task Writers_that_try_again_after_a_conflict_lose_nothing()
    {
        const int writers = 8, each = 10;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var expected = 0L;
            for (var written = 0; written < each;)
            {
                var outcome = await journal.AppendAsync(sample.Batch(Cad, expected, "x"));
                written += outcome is AppendOutcome.Appended ? 1 : 0;
                expected = outcome is AppendOutcome.Conflict conflict ? conflict.LastSequence : expected + 1;
            }
        })));

        var head = Assert.Single(await journal.ListAsync());
        Assert.Equal(writers * each, head.LastSequence);
        Assert.Null((await journal.VerifyAsync().SingleAsync()).Fault);
    }

    [Theory]
    [InlineData(0, "ab cd e")]
    [InlineData(1, "ab cd e")]
    [InlineData(2, "cd e")]
    [InlineData(3, "cd e")]
    [InlineData(4, "e")]
    [InlineData(5, "")]
    [InlineData(99, "")]
    public async Task Reading_begins_with_the_entry_that_holds_the_next_event(long after, string expected)
    {
        await journal.AppendAsync(sample.Batch(Cad, 0, "ab", count: 2));
        await journal.AppendAsync(sample.Batch(Cad, 2, "cd", count: 2));
        await journal.AppendAsync(sample.Batch(Cad, 4, "e"));

        Assert.Equal(expected, await TextAsync(journal, Cad, after));
    }

    [Fact]
    public async Task A_stream_nobody_wrote_to_is_empty()
    {
        Assert.Equal("", await TextAsync(journal, Cad));
        Assert.Empty(await journal.ListAsync());
        Assert.Empty(await journal.VerifyAsync().ToListAsync());
        Assert.Null(await journal.ReadSnapshotAsync(Cad));
    }

    [Fact]
    public async Task A_long_stream_reads_back_whole()
    {
        var texts = Enumerable.Range(0, 2500).Select(i => $"{i}").ToArray();
        await sample.FillAsync(journal, Cad, texts);

        Assert.Equal(string.Join(' ', texts), await TextAsync(journal, Cad));
        Assert.Equal(string.Join(' ', texts[1999..]), await TextAsync(journal, Cad, after: 1999));
    }

    [Fact]
    public async Task The_list_shows_where_each_stream_ends()
    {
        await sample.FillAsync(journal, Cad, "one", "two");
        await sample.FillAsync(journal, Sim, "one");

        var heads = (await journal.ListAsync()).OrderBy(head => head.Stream.Value).ToList();

        Assert.Equal([(Cad, 2L, Noon.AddTicks(2)), (Sim, 1L, Noon.AddTicks(1))], heads.Select(head => (head.Stream, head.LastSequence, head.LastAt)));
        Assert.Equal((await journal.ReadAsync(Cad, 1).SingleAsync()).Hash.ToArray(), heads[0].Hash.ToArray());
    }

    [Fact]
    public async Task The_check_counts_entries_and_events_and_ends_at_the_head()
    {
        await journal.AppendAsync(sample.Batch(Cad, 0, "ab", count: 2));
        await journal.AppendAsync(sample.Batch(Cad, 2, "c"));

        var report = await journal.VerifyAsync().SingleAsync();

        Assert.Equal((Cad, 2L, 3L, null), (report.Stream, report.Entries, report.Events, report.Fault));
        Assert.Equal((await journal.ListAsync())[0].Hash.ToArray(), report.Hash.ToArray());
    }

    [Fact]
    public async Task The_newest_snapshot_is_read_and_an_older_one_changes_nothing()
    {
        await sample.FillAsync(journal, Cad, "one", "two", "three");
        await journal.WriteSnapshotAsync(Snapshot(Cad, 1, "at one"));
        await journal.WriteSnapshotAsync(Snapshot(Cad, 3, "at three", count: 7));
        await journal.WriteSnapshotAsync(Snapshot(Cad, 2, "at two"));

        var snapshot = await journal.ReadSnapshotAsync(Cad);

        Assert.Equal((Cad, 3L, 7), (snapshot!.Stream, snapshot.Sequence, snapshot.Count));
        Assert.Equal("at three"u8.ToArray(), snapshot.Payload.ToArray());
        Assert.Null(await journal.ReadSnapshotAsync(Sim));
    }

    [Fact]
    public async Task A_snapshot_may_come_in_parts_and_is_whole_when_it_is_read()
    {
        await sample.FillAsync(journal, Cad, "one");
        ReadOnlyMemory<byte>[] parts = [new byte[] { 1, 2, 3 }, new byte[] { 4 }, new byte[ByteParts.PartBytes + 1]];
        await journal.WriteSnapshotAsync(new Snapshot(Cad, 1, 1, ByteParts.Join(parts)));

        var read = (await journal.ReadSnapshotAsync(Cad))!.Payload.ToArray();

        Assert.Equal(parts.SelectMany(part => part.ToArray()), read);
    }

    [Fact]
    public async Task A_snapshot_may_be_written_again_at_the_same_number()
    {
        await sample.FillAsync(journal, Cad, "one");
        await journal.WriteSnapshotAsync(Snapshot(Cad, 1, "first"));
        await journal.WriteSnapshotAsync(Snapshot(Cad, 1, "second"));

        Assert.Equal("second"u8.ToArray(), (await journal.ReadSnapshotAsync(Cad))!.Payload.ToArray());
    }

    [Fact]
    public async Task A_snapshot_may_be_empty()
    {
        await sample.FillAsync(journal, Cad, "one");
        await journal.WriteSnapshotAsync(Snapshot(Cad, 1, "", count: 0));

        Assert.Equal(0, (await journal.ReadSnapshotAsync(Cad))!.Payload.Length);
    }

    [Fact]
    public async Task A_snapshot_cannot_be_ahead_of_its_log()
    {
        await sample.FillAsync(journal, Cad, "one");

        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.WriteSnapshotAsync(Snapshot(Cad, 2, "future")));
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.WriteSnapshotAsync(Snapshot(Sim, 1, "nowhere")));
    }

    [Fact]
    public async Task A_name_has_up_to_200_bytes()
    {
        var longest = new StreamId(new string('ü', JournalLimits.StreamBytesMax / 2));
        var tooLong = new StreamId(longest.Value + "x");

        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(longest, 0, "fits")));
        Assert.Equal("fits", await TextAsync(journal, longest));
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(sample.Batch(tooLong, 0, "does not")));
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(sample.Batch(new StreamId(""), 0, "does not")));
    }

    [Fact]
    public async Task A_payload_has_one_byte_to_64_MiB()
    {
        var largest = new byte[JournalLimits.PayloadBytesMax];

        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(new StreamAppend(Cad, 0, 1, Noon, largest))));
        Assert.Equal(largest.Length, (await journal.ReadAsync(Cad, 0).SingleAsync()).Payload.Length);
        await RefusesAsync(new StreamAppend(Cad, 1, 1, Noon, new byte[largest.Length + 1]));
        await RefusesAsync(new StreamAppend(Cad, 1, 1, Noon, default));
    }

    [Fact]
    public async Task A_batch_has_one_append_per_stream_and_events_in_each()
    {
        await RefusesAsync();
        await RefusesAsync(Append(Cad, 0, "a"), Append(Cad, 1, "b"));
        await RefusesAsync(Append(Cad, 0, "a", count: 0));
        await RefusesAsync(Append(Cad, -1, "a"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(new Batch(Guid.Empty, [Append(Cad, 0, "a")])));
    }

    [Fact]
    public async Task A_batch_has_up_to_65536_appends()
    {
        var fits = Enumerable.Range(0, JournalLimits.AppendsPerBatchMax).Select(i => Append(new StreamId($"pool/{i}"), 0, "x")).ToArray();

        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(fits)));
        await RefusesAsync([.. fits, Append(Cad, 0, "x")]);
        Assert.Equal(fits.Length, (await journal.ListAsync()).Count);
    }

    [Fact]
    public async Task An_append_that_is_cancelled_before_it_begins_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await journal.AppendAsync(sample.Batch(Cad, 0, "no"), cancelled.Token));
        Assert.Equal("", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task A_closed_journal_says_so()
    {
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        await IsClosedAsync(async () => await journal.AppendAsync(sample.Batch(Cad, 0, "late")));
        await IsClosedAsync(async () => await journal.ContainsAsync(sample.NextId()));
        await IsClosedAsync(async () => await journal.ListAsync());
        await IsClosedAsync(async () => await TextAsync(journal, Cad));
        await IsClosedAsync(async () => await journal.ReadSnapshotAsync(Cad));
        await IsClosedAsync(async () => await journal.WriteSnapshotAsync(Snapshot(Cad, 1, "late")));
    }

    private static async Task IsClosedAsync(Func<Task> act) =>
        Assert.Equal(JournalCodes.Closed, (await Assert.ThrowsAsync<JournalUnavailableException>(act)).Code);

    private async Task RefusesAsync(params StreamAppend[] appends) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await journal.AppendAsync(sample.Batch(appends)));
}

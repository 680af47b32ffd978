using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Usher.Core;
using Usher.Journal;
using Usher.Journal.Memory;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Lanes;
using Usher.Server.Management.Events;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Management.Events;

/// <summary>One reader in virtual time, on a journal in memory.</summary>
public sealed class EventStreamTests : IAsyncDisposable
{
    private static readonly PoolId Cad = new("acme", "cad");
    private readonly FakeClock clock = new();
    private readonly CommitSignal commits = new();
    private readonly MemoryJournal journal = new();
    private readonly CancellationTokenSource gone = new();
    private long sequence;

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await journal.DisposeAsync();
        gone.Dispose();
    }

    [Fact]
    public async Task A_reader_goes_on_within_an_entry()
    {
        await AppendAsync(3);
        var all = await ReadAsync("0", until: "id: 1-2-");
        var second = all.Split('\n').Single(line => line.StartsWith("id: 1-1-", StringComparison.Ordinal))["id: ".Length..];

        var rest = await ReadAsync(second, until: "id: 1-2-");

        Assert.Equal(3, Events(all));
        Assert.Equal(1, Events(rest));
    }

    [Fact]
    public async Task A_quiet_stream_shows_life_and_where_it_is()
    {
        var (pipe, running) = Start("0", new PipeOptions());
        await ReadUntilAsync(pipe.Reader, "id: 0");
        await clock.PassAsync(EventStream.BeatEvery);
        var beat = await ReadUntilAsync(pipe.Reader, "id: 0\n:");
        Assert.Equal(0, Events(beat));
        await EndAsync(running);
    }

    [Fact]
    public async Task A_commit_wakes_the_stream_without_a_look_in_between()
    {
        var (pipe, running) = Start("0", new PipeOptions());
        await ReadUntilAsync(pipe.Reader, "id: 0");
        await AppendAsync(1);
        commits.Committed(1, 1, TimeSpan.Zero);
        await clock.PassAsync(EventStream.Gather);
        Assert.Equal(1, Events(await ReadUntilAsync(pipe.Reader, "id: 1-0-")));
        await EndAsync(running);
    }

    [Fact]
    public async Task A_slow_reader_costs_no_more_than_what_may_be_unsent()
    {
        const int events = 5_000;
        const int pauseBytes = 16 * 1024;
        for (var entry = 0; entry < events / 100; entry++)
            await AppendAsync(100);
        var (pipe, running) = Start("0", new PipeOptions(pauseWriterThreshold: pauseBytes, resumeWriterThreshold: pauseBytes / 2));

        var (seen, most) = (0, 0L);
        while (seen < events)
        {
            var read = await pipe.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            most = Math.Max(most, read.Buffer.Length);
            seen += Events(Encoding.UTF8.GetString(read.Buffer));
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        Assert.Equal(events, seen);
        Assert.InRange(most, 1, pauseBytes + EventWriter.UnsentBytesMax + 1024);
        await EndAsync(running);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_ends_the_stream_with_a_word()
    {
        await AppendAsync(1);
        var (pipe, running) = Start("0", new PipeOptions());
        await ReadUntilAsync(pipe.Reader, "id: 1-0-");
        await journal.DisposeAsync();
        commits.Committed(1, 1, TimeSpan.Zero);
        await clock.PassAsync(EventStream.Gather);
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("event: fault", await ReadUntilAsync(pipe.Reader, "event: fault"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12-3-0123abcd")]
    public void An_id_reads_back_as_it_was_written(string text)
    {
        Assert.True(EventId.TryParse(text, out var id));
        Assert.Equal(text, id.ToString());
    }

    private static int Events(string text) => text.Split("event: ").Length - 1;

    private async Task AppendAsync(int count)
    {
        var payload = new ArrayBufferWriter<byte>();
        for (var i = 0; i < count; i++)
            EventCodec.Encode(new PoolEvent.LeaseLingering(clock.Now, new LeaseId(Guid.CreateVersion7()), clock.Now), payload);
        await journal.AppendAsync(new Batch(Guid.CreateVersion7(), [new StreamAppend(LanePool.StreamOf(Cad), sequence, count, clock.Now, payload.WrittenMemory)]));
        sequence += count;
    }

    private (Pipe Pipe, Task Running) Start(string after, PipeOptions options)
    {
        Assert.True(EventId.TryParse(after, out var id), after.ToString(CultureInfo.InvariantCulture));
        var pipe = new Pipe(options);
        var stream = new EventStream(journal, commits, clock, EventFilter.Read(null, null), PlainNames.Instance, new EventWriter(pipe.Writer));
        return (pipe, stream.RunAsync(id, gone.Token));
    }

    private async Task<string> ReadAsync(string after, string until)
    {
        var (pipe, _) = Start(after, new PipeOptions());
        return await ReadUntilAsync(pipe.Reader, until, andAllThatIsThere: true);
    }

    private static async Task<string> ReadUntilAsync(PipeReader reader, string text, bool andAllThatIsThere = false)
    {
        var all = "";
        while (!all.Contains(text, StringComparison.Ordinal) || (andAllThatIsThere && !all.EndsWith("\n\n", StringComparison.Ordinal)))
        {
            var read = await reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            all += Encoding.UTF8.GetString(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
        }

        return all;
    }

    private async Task EndAsync(Task running)
    {
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}

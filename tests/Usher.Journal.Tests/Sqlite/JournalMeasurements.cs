using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Usher.Core;
using Usher.Journal.Sqlite;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

/// <summary>What the store costs beside a bare SQLite loop in the same run. Not part of ./test: run with -explicit only.</summary>
public sealed class JournalMeasurements(ITestOutputHelper output)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(256)]
    public async Task Appends_against_a_bare_loop(int callers)
    {
        var bare = BareCommits(rowsPerCommit: callers);
        var (appends, latencies) = await AppendsAsync(callers);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{callers} callers: {appends:N0} appends/s, bare {bare:N0} rows/s, ratio {appends / bare:N2}; p50 {Pick(latencies, 0.5):N0} us, p99 {Pick(latencies, 0.99):N0} us, p99.9 {Pick(latencies, 0.999):N0} us, max {latencies[^1]:N0} us"));
    }

    [Theory(Explicit = true)]
    [InlineData(16)]
    [InlineData(256)]
    public async Task Events_of_two_lanes(int eventsPerBatch)
    {
        using var folder = new JournalFolder();
        var counting = new CountingObserver();
        await using var journal = await folder.OpenAsync(settings => settings with { Observer = counting });
        var watch = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var batches = await Task.WhenAll(Enumerable.Range(0, 2).Select(lane => Task.Run(() => LaneAsync(journal, lane, eventsPerBatch, watch))));
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"2 lanes of {eventsPerBatch}: {batches.Sum() * (double)eventsPerBatch / watch.Elapsed.TotalSeconds:N0} events/s, {batches.Sum() / watch.Elapsed.TotalSeconds:N0} batches/s, cpu {used / watch.Elapsed:P0}; {counting}"));
    }

    [Fact(Explicit = true)]
    public void Encoding_and_decoding_a_million_grants()
    {
        const int events = 1_000_000;
        var buffer = new ArrayBufferWriter<byte>(events * 100);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < events; i++)
            EventCodec.Encode(Grant(i), buffer);
        var encoded = watch.Elapsed;
        watch.Restart();
        var read = 0;
        foreach (var happened in EventCodec.Decode(buffer.WrittenMemory))
            read += happened is PoolEvent.LeaseGranted ? 1 : 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{buffer.WrittenCount / (double)events:N1} bytes each, encode {encoded.TotalMilliseconds:N0} ms, decode {watch.Elapsed.TotalMilliseconds:N0} ms"));
        Assert.Equal(events, read);
    }

    [Fact(Explicit = true)]
    public async Task A_snapshot_of_100_MB_beside_appends()
    {
        using var folder = new JournalFolder();
        await using var journal = await folder.OpenAsync();
        await new Sample().FillAsync(journal, Sim, "one");
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(() => OneCallerAsync(journal, new StreamId("pool/a"), 0, () => stop.IsCancellationRequested));
        var watch = Stopwatch.StartNew();
        var payload = new byte[100_000_000];
        for (var round = 0; round < 2; round++)
            await journal.WriteSnapshotAsync(new Snapshot(Sim, 1, 1, payload));
        var written = watch.Elapsed;
        await stop.CancelAsync();
        var latencies = await appending;
        latencies.Sort();
        watch.Restart();
        await journal.ReadSnapshotAsync(Sim);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"two snapshots written in {written.TotalSeconds:N1} s, read in {watch.Elapsed.TotalSeconds:N2} s; appends beside: p50 {Pick(latencies, 0.5):N0} us, p99 {Pick(latencies, 0.99):N0} us, max {latencies[^1]:N0} us"));
    }

    private static PoolEvent.LeaseGranted Grant(int i) => new(
        Noon.AddTicks(i), new RequestId(new Guid(i, 1, 2, new byte[8])), new LeaseId(new Guid(i, 3, 4, new byte[8])),
        new Holder($"user{i % 5000}", $"host{i % 3000}", ":0", "cad 1234"), 1, FeatureVersion.Parse("2.0"), [new Draw("ACME-1#0", 1)],
        TimeSpan.FromMinutes(15), Noon.AddMinutes(15), Detached: false, GrantKind.Direct, Overdraft: false);

    private static async Task<long> LaneAsync(SqliteJournal journal, int lane, int eventsPerBatch, Stopwatch watch)
    {
        var stream = new StreamId($"pool/{lane}");
        var buffer = new ArrayBufferWriter<byte>();
        var batches = 0L;
        while (watch.Elapsed < Duration)
        {
            buffer.ResetWrittenCount();
            for (var i = 0; i < eventsPerBatch; i++)
                EventCodec.Encode(Grant(i), buffer);
            await journal.AppendAsync(new Batch(
                Guid.CreateVersion7(Noon.AddMilliseconds(batches)), [new StreamAppend(stream, batches * eventsPerBatch, eventsPerBatch, Noon, buffer.WrittenMemory)]));
            batches++;
        }

        return batches;
    }

    private static async Task<(double PerSecond, List<double> LatenciesUs)> AppendsAsync(int callers)
    {
        using var folder = new JournalFolder();
        await using var journal = await folder.OpenAsync();
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            () => OneCallerAsync(journal, new StreamId($"pool/{caller}"), caller, () => watch.Elapsed > Duration))));
        var latencies = all.SelectMany(one => one).Order().ToList();
        return (latencies.Count / watch.Elapsed.TotalSeconds, latencies);
    }

    private static async Task<List<double>> OneCallerAsync(SqliteJournal journal, StreamId stream, int caller, Func<bool> isOver)
    {
        var latencies = new List<double>();
        var payload = new byte[95];
        while (!isOver())
        {
            var started = Stopwatch.GetTimestamp();
            await journal.AppendAsync(new Batch(
                Guid.CreateVersion7(Noon.AddMilliseconds(latencies.Count)), [new StreamAppend(stream, latencies.Count, 1, Noon, payload)]));
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return latencies;
    }

    private static double BareCommits(int rowsPerCommit)
    {
        using var folder = new JournalFolder();
        using var database = JournalFile.OpenWriter(folder.Settings);
        database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, payload BLOB)");
        var insert = database.Prepare("INSERT INTO t (payload) VALUES (?1)");
        var (begin, commit) = (database.Prepare(Sql.Begin), database.Prepare(Sql.Commit));
        var payload = new byte[180];
        var watch = Stopwatch.StartNew();
        var (rows, pages) = (0L, 0);
        while (watch.Elapsed < Duration)
        {
            begin.Run();
            for (var i = 0; i < rowsPerCommit; i++)
                insert.Bind(1, payload).Run();
            commit.Run();
            rows += rowsPerCommit;
            if ((pages += database.TakePagesWritten()) > 1000)
                pages = database.Checkpoint().Pages * 0;
        }

        return rows / watch.Elapsed.TotalSeconds;
    }

    private static double Pick(List<double> sorted, double share) => sorted[(int)(sorted.Count * share)];

    private sealed class CountingObserver : IJournalObserver
    {
        private long groups, bytes, checkpoints;
        private TimeSpan stalled, worst;

        public void Committed(int batches, long payloadBytes, TimeSpan elapsed) => (groups, bytes) = (groups + 1, bytes + payloadBytes);

        public void Failed(JournalException error) => throw error;

        public void Checkpointed(int pages, TimeSpan elapsed) =>
            (checkpoints, stalled, worst) = (checkpoints + 1, stalled + elapsed, elapsed > worst ? elapsed : worst);

        public void SnapshotIgnored(StreamId stream, long sequence, string why) => throw new InvalidOperationException(why);

        public override string ToString() =>
            $"{groups} groups, {bytes / 1_000_000} MB, {checkpoints} checkpoints of {stalled.TotalMilliseconds:N0} ms together, longest {worst.TotalMilliseconds:N0} ms";
    }
}

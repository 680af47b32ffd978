using Usher.Bench.Datagrams;
using Usher.Bench.Load;
using Usher.Bench.Scale;
using Usher.Bench.Targets;

namespace Usher.Bench;

/// <summary>Runs the rows of the bench, each beside its baseline, and says which budgets hold.</summary>
/// <param name="settings">What to run.</param>
/// <param name="progress">Told what runs now.</param>
public sealed class BenchRun(BenchSettings settings, Action<string> progress)
{
    /// <summary>About the size of a checkout and of its answer.</summary>
    private const int EchoBodyBytes = 56;
    private const int SmallPoolSeats = 1_000;
    private const int LargePoolSeats = 1_000_000;
    private const double LargePoolFilled = 0.9;

    private readonly List<BenchRow> rows = [];
    private readonly List<string> left = [];
    private ulong runs;

    /// <summary>Runs everything that was asked for. Takes about twice the settings' time per row.</summary>
    public async Task<BenchReport> RunAsync()
    {
        foreach (var shape in settings.Shapes)
        {
            await AttemptAsync($"{shape}", () => RunShapeAsync(shape, tls: false));
            if (settings is { Server: null, OnlyBudgets: false })
                await AttemptAsync($"tls {shape}", () => RunShapeAsync(shape, tls: true));
            await AttemptAsync($"{shape} against redis", () => RunRedisAsync(shape));
            await AttemptAsync($"http {shape}", () => RunHttpAsync(shape));
        }

        await AttemptAsync("large pool", RunPoolsAsync);
        await AttemptAsync(DatagramRows.Heartbeats, RunDatagramsAsync);
        await AttemptAsync("starts", RunStartsAsync);
        await AttemptAsync(CrowdRows.Word, RunCrowdAsync);
        await AttemptAsync(SoakRow.Word, RunSoakAsync);
        return new BenchReport(rows, left);
    }

    /// <summary>What fails does not take with it what was measured before; it is named among the rows that were left.</summary>
    private async Task AttemptAsync(string what, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception error) when (
            error is IOException or InvalidDataException or InvalidOperationException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            left.Add($"{what}: {error.Message}");
        }
    }

    private async Task RunShapeAsync(LoadShape shape, bool tls)
    {
        var durable = RowNames.Durable(shape, tls);
        var renew = RowNames.Renew(shape, tls);
        var status = RowNames.Status(shape, tls);
        if (!Wants(durable) && !Wants(renew) && !Wants(status))
            return;

        await using var usher = await StartUsherAsync(settings.Seats, tls);
        await using var echo = await EchoTarget.StartAsync(settings.UsherPath, tls);
        var budget = tls ? (double?)null : shape.InFlight == 1 ? Budgets.DurableToEcho : null;
        await CompareAsync(durable, usher, Seats(SeatsWork.CheckoutAndCheckIn, shape), echo, shape, budget);
        await CompareAsync(renew, usher, Seats(SeatsWork.Renew, shape), echo, shape, null);
        await CompareAsync(status, usher, Seats(SeatsWork.Status, shape), echo, shape, tls || shape.InFlight == 1 ? null : Budgets.StatusToEcho);
    }

    private async Task RunRedisAsync(LoadShape shape)
    {
        var name = RowNames.Redis(shape);
        if (!Wants(name))
            return;
        if (RedisTarget.Find() is not { } redisPath)
        {
            left.Add($"{name}: redis-server is not installed");
            return;
        }

        await using var usher = await StartUsherAsync(settings.Seats, tls: false);
        await using var redis = await RedisTarget.StartAsync(redisPath, settings, settings.Seats);
        var budget = shape.InFlight == 1 ? Budgets.DurableToRedis : Budgets.PipelinedToRedis;
        await CompareAsync(
            name, usher, Seats(SeatsWork.CheckoutAndCheckIn, shape), redis, shape, budget,
            connection => new RedisExchange(connection, shape.InFlight, redis.CheckoutSha, redis.CheckInSha), "redis, appendfsync always");
    }

    /// <remarks>HTTP/1.1 answers one request after the other, so shapes with more in flight say nothing new.</remarks>
    private async Task RunHttpAsync(LoadShape shape)
    {
        var name = RowNames.Http(shape);
        if (settings.Server is not null || shape.InFlight > 1 || !Wants(name))
            return;
        await using var usher = await UsherTarget.StartAsync(settings, settings.Seats, tls: false, isHttp: true);
        await using var bare = await EchoTarget.StartApiAsync(settings.UsherPath);
        await CompareAsync(
            name, usher, Http(usher), bare, shape, Budgets.HttpToBareApi, Http(bare), "bare minimal API");
    }

    private Func<int, IExchange> Http(ITarget target) =>
        connection => new HttpExchange(connection, Interlocked.Increment(ref runs), $"{target.Endpoint}", settings.Feature);

    private async Task RunPoolsAsync()
    {
        var shape = settings.Shapes[^1];
        var name = RowNames.LargePool(shape);
        if (settings.Server is not null || !Wants(name))
            return;
        await using var large = await StartUsherAsync(LargePoolSeats, tls: false);
        progress($"{name}: filling the pool");
        await LoadRun.SendAsync(large.Endpoint, large.Tls, shape, Seats(SeatsWork.Fill, shape, detached: true), (long)(LargePoolSeats * LargePoolFilled));
        await using var small = await StartUsherAsync(SmallPoolSeats, tls: false);
        await CompareAsync(
            name, large, Seats(SeatsWork.CheckoutAndCheckIn, shape), small, shape, Budgets.LargePoolToSmall,
            Seats(SeatsWork.CheckoutAndCheckIn, shape), "a pool of 1,000 seats");
    }

    private async Task RunDatagramsAsync()
    {
        if (settings.Server is null && Wants(DatagramRows.Heartbeats))
            rows.Add(await new DatagramRows(settings, progress).HeartbeatsAsync());
    }

    private async Task RunStartsAsync()
    {
        var starts = new StartRows(settings, progress);
        if (settings.Server is null && Wants(StartRows.Version))
            rows.Add(await starts.VersionAsync());
        if (settings.Server is null && Wants(StartRows.Ready))
            rows.Add(await starts.ReadyAsync());
    }

    private async Task RunCrowdAsync()
    {
        if (settings is { Server: null, Leases: { } leases } && Wants(CrowdRows.Word))
            rows.AddRange(await new CrowdRows(settings, progress).RunAsync(leases));
    }

    private async Task RunSoakAsync()
    {
        if (settings is { Server: null, Soak: { } duration } && Wants(SoakRow.Word))
            rows.Add(await new SoakRow(settings, progress).RunAsync(duration, shape => Seats(SeatsWork.CheckoutAndCheckIn, shape)));
    }

    private async Task CompareAsync(
        string name,
        ITarget usher,
        Func<int, IExchange> work,
        ITarget baseline,
        LoadShape shape,
        double? budget,
        Func<int, IExchange>? baselineWork = null,
        string baselineName = "bare Kestrel echo")
    {
        if (!Wants(name) || (settings.OnlyBudgets && budget is null))
            return;
        var pairs = new List<(LoadResult Usher, LoadResult Baseline)>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            progress(settings.Rounds == 1 ? name : $"{name}: round {round} of {settings.Rounds}");
            var figure = await LoadAsync(usher, shape, work);
            var limit = await LoadAsync(baseline, shape, baselineWork ?? (_ => new EchoExchange(shape.InFlight, EchoBodyBytes)));
            pairs.Add((figure, limit));
        }

        var longest = pairs.Max(pair => pair.Usher.Latencies.LongestMs);
        rows.Add(Row(name, Median(pairs), budget, baselineName) with { MaxMs = Math.Round(longest, 3) });
    }

    private Task<LoadResult> LoadAsync(ITarget target, LoadShape shape, Func<int, IExchange> work) =>
        LoadRun.RunAsync(target.Endpoint, target.ProcessId, target.Tls, shape, work, settings.WarmUp, settings.Duration);

    private static (LoadResult Usher, LoadResult Baseline) Median(List<(LoadResult Usher, LoadResult Baseline)> pairs) =>
        pairs.OrderBy(pair => pair.Usher.PerSecond / pair.Baseline.PerSecond).ElementAt(pairs.Count / 2);

    private static BenchRow Row(string name, (LoadResult Usher, LoadResult Baseline) pair, double? budget, string baseline) =>
        BenchRow.Against(name, pair.Usher.PerSecond, "requests/s", pair.Baseline.PerSecond, budget, baseline)
            .Using(pair.Usher.ServerCores, pair.Usher.ServerBytes) with
        {
            P50Ms = Milliseconds(pair.Usher, 0.5),
            P99Ms = Milliseconds(pair.Usher, 0.99),
            P999Ms = Milliseconds(pair.Usher, 0.999),
        };

    private static double Milliseconds(LoadResult result, double share) => Math.Round(result.Latencies.Percentile(share), 3);

    private Func<int, IExchange> Seats(SeatsWork work, LoadShape shape, bool detached = false)
    {
        // Each load makes leases that no load before it made; the id's upper half tells them apart.
        return connection => new SeatsExchange(connection, Interlocked.Increment(ref runs), shape.InFlight, settings.Feature, work, detached);
    }

    private async Task<ITarget> StartUsherAsync(int seats, bool tls) => settings.Server is null
        ? await UsherTarget.StartAsync(settings, seats, tls)
        : await GivenTarget.FindAsync(settings.Server);

    private bool Wants(string name) =>
        settings.Only.Count == 0 || settings.Only.Any(word => RowNames.IsIn(name, word));
}

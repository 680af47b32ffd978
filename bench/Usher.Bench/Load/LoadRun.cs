using System.Diagnostics;
using System.Net;

namespace Usher.Bench.Load;

/// <summary>Drives one server with one shape of load.</summary>
internal static class LoadRun
{
    private const int OpeningsAtOnce = 32;
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    public static async Task<LoadResult> RunAsync(
        IPEndPoint server, int? processId, bool tls, LoadShape shape, Func<int, IExchange> exchange, TimeSpan warmUp, TimeSpan duration)
    {
        using var limit = new CancellationTokenSource(warmUp + duration + StopMax);
        var connections = await OpenAsync(server, tls, shape, exchange, limit.Token);
        try
        {
            return await MeasureAsync(connections, processId, warmUp, duration, limit.Token);
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Sends a number of requests as fast as the server takes them.</summary>
    public static async Task SendAsync(IPEndPoint server, bool tls, LoadShape shape, Func<int, IExchange> exchange, long requests)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var connections = await OpenAsync(server, tls, shape, exchange, limit.Token);
        var phase = new LoadPhase(requests - ((long)shape.Connections * shape.InFlight));
        await Task.WhenAll(connections.Select(connection => connection.RunAsync(phase, limit.Token)));
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private static async Task<List<LoadConnection>> OpenAsync(
        IPEndPoint server, bool tls, LoadShape shape, Func<int, IExchange> exchange, CancellationToken cancellationToken)
    {
        var connections = Enumerable.Range(0, shape.Connections)
            .Select(number => new LoadConnection(server, tls, exchange(number), shape.InFlight))
            .ToList();
        foreach (var some in connections.Chunk(OpeningsAtOnce))
            await Task.WhenAll(some.Select(connection => connection.OpenAsync(cancellationToken)));
        return connections;
    }

    private static async Task<LoadResult> MeasureAsync(
        List<LoadConnection> connections, int? processId, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        var phase = new LoadPhase();
        var running = Task.WhenAll(connections.Select(connection => Task.Run(() => connection.RunAsync(phase, cancellationToken), cancellationToken)));
        await PassAsync(warmUp, running, cancellationToken);

        using var process = processId is { } id ? Process.GetProcessById(id) : null;
        var cpuBefore = process?.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        phase.StartMeasuring();
        await PassAsync(duration, running, cancellationToken);
        phase.StopMeasuring();
        var elapsed = Stopwatch.GetElapsedTime(start);
        process?.Refresh();
        var cores = (process?.TotalProcessorTime - cpuBefore) / elapsed;
        var bytes = process?.WorkingSet64;

        phase.End();
        await running;
        var all = new LatencyHistogram();
        foreach (var connection in connections)
            all.Add(connection.Latencies);
        return new LoadResult(all.Count / elapsed.TotalSeconds, all, cores, bytes);
    }

    /// <summary>Lets time pass, but not past a load that failed.</summary>
    private static async Task PassAsync(TimeSpan time, Task running, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(running, Task.Delay(time, TimeProvider.System, cancellationToken));
        await first;
    }
}

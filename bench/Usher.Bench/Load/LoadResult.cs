namespace Usher.Bench.Load;

/// <summary>What a load measured.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="Latencies">Of every answer.</param>
/// <param name="ServerCores">Cores the server used; null when its process is not ours.</param>
/// <param name="ServerBytes">The server's resident memory at the end.</param>
internal sealed record LoadResult(double PerSecond, LatencyHistogram Latencies, double? ServerCores, long? ServerBytes);

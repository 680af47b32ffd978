using Microsoft.Extensions.Logging;
using Usher.Server.Metrics;

namespace Usher.Server.Hosting;

/// <summary>What a server takes from outside.</summary>
/// <param name="Time">The machine's clocks and timers.</param>
/// <param name="Ids">Random ids.</param>
/// <param name="Loggers">Where it logs.</param>
internal sealed record Surroundings(TimeProvider Time, IdSource Ids, ILoggerFactory Loggers)
{
    /// <summary>What the server measures. Whoever makes the surroundings disposes of it.</summary>
    internal MetricTable Metrics { get; } = new(Loggers.CreateLogger<MetricTable>());
}

using System.Diagnostics.Metrics;
using Usher.Server.Hosting;

namespace Usher.Server.Metrics;

/// <summary>The server as a whole: version, condition, licenses, clock. The names are a contract, listed in docs/metrics.md.</summary>
internal static class ServerMetrics
{
    /// <summary>Makes the instruments.</summary>
    internal static void Publish(IMeterFactory meters, ServerCore core)
    {
        var meter = meters.Create("Usher.Server");
        var version = new KeyValuePair<string, object?>("version", ServerVersion.Text);
        meter.CreateObservableGauge("usher.build.info", () => new Measurement<int>(1, version), description: "Always 1; the label says which version runs.");
        meter.CreateObservableGauge("usher.serving", () => core.Condition is null ? 1 : 0, description: "1: seats are granted. 0: the server refuses, because of its journal or its clock.");
        meter.CreateObservableGauge("usher.licenses", () => core.Catalog.Installed.Count, "{license}", "Licenses that are installed.");
        meter.CreateObservableCounter("usher.clock.leaps", () => (long)core.Clock.Leaps, "{leap}", "How often the server's time followed a clock that was ahead.");
    }
}

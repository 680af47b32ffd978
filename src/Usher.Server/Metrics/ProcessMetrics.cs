using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Usher.Server.Metrics;

/// <summary>What the process takes of the machine, under the names that Prometheus' own clients use.</summary>
internal static class ProcessMetrics
{
    /// <summary>Makes the instruments.</summary>
    internal static void Publish(IMeterFactory meters)
    {
        var meter = meters.Create("Usher.Process");
        meter.CreateObservableCounter("process.cpu", () => Current(process => process.TotalProcessorTime.TotalSeconds), "s", "Time of processors that the process has used.");
        meter.CreateObservableGauge("process.resident.memory", () => Environment.WorkingSet, "By", "Memory of the machine that the process takes.");
        meter.CreateObservableGauge("process.start.time", () => Current(StartedAt), "s", "When the process started, in seconds since 1970.");
    }

    private static double Current(Func<Process, double> read)
    {
        using var process = Process.GetCurrentProcess();
        return read(process);
    }

    private static double StartedAt(Process process) => (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
}

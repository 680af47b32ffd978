using System.Diagnostics.Metrics;

namespace Usher.Server.Tests.Discovery;

/// <summary>Counts what the metrics of discovery say, by reason; what was answered counts as "answered".</summary>
internal sealed class DiscoveryDrops : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, long> counts = [];
    private readonly List<(string Reason, long Count, TaskCompletionSource Reached)> awaited = [];

    public DiscoveryDrops()
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == "Usher.Discovery")
                heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Count(tags.IsEmpty ? "answered" : $"{tags[0].Value}", value));
        listener.Start();
    }

    public long this[string reason]
    {
        get
        {
            lock (counts)
                return counts.GetValueOrDefault(reason);
        }
    }

    /// <summary>Completes once so many are counted: a barrier.</summary>
    public Task ReachAsync(string reason, long count)
    {
        lock (counts)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (counts.GetValueOrDefault(reason) >= count)
                reached.SetResult();
            else
                awaited.Add((reason, count, reached));
            return reached.Task;
        }
    }

    public void Dispose() => listener.Dispose();

    private void Count(string reason, long value)
    {
        lock (counts)
        {
            counts[reason] = counts.GetValueOrDefault(reason) + value;
            foreach (var one in awaited.Where(one => one.Reason == reason && counts[reason] >= one.Count))
                one.Reached.TrySetResult();
        }
    }
}

using System.Diagnostics.Metrics;

namespace Usher.Server.Metrics;

/// <summary>
/// Makes the meters of one server, so that two servers in one process do not count into each other. Safe on any thread.
/// </summary>
internal sealed class MeterScope : IMeterFactory
{
    private readonly Lock gate = new();
    private readonly List<Meter> meters = [];

    /// <summary>Nobody reads what is counted into it.</summary>
    internal static MeterScope Unread { get; } = new();

    /// <inheritdoc />
    public Meter Create(MeterOptions options)
    {
        lock (gate)
        {
            if (meters.Find(meter => meter.Name == options.Name) is { } known)
                return known;
            options.Scope = this;
            var made = new Meter(options);
            meters.Add(made);
            return made;
        }
    }

    /// <summary>Ends every instrument.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var meter in meters)
                meter.Dispose();
            meters.Clear();
        }
    }
}

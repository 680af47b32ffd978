using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Metrics;

/// <summary>
/// Everything that one server measures: it listens to the server's own meters, and to those meters of the process that
/// are called <c>Usher.*</c> and belong to no server. Measuring takes no lock and allocates nothing once the labels of a
/// series are known.
/// </summary>
internal sealed partial class MetricTable : IDisposable
{
    private const string Prefix = "Usher.";

    private readonly MeterScope scope = new();
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Family> families = new(StringComparer.Ordinal);
    private readonly Lock reading = new();
    private readonly ILogger logger;

    internal MetricTable(ILogger logger)
    {
        this.logger = logger;
        listener.InstrumentPublished = Publish;
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((Family)family!).Record((long)value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Makes this server's meters.</summary>
    internal IMeterFactory Meters => scope;

    /// <summary>Reads everything, in order of name.</summary>
    internal ImmutableArray<FamilyReading> Read()
    {
        lock (reading)
        {
            foreach (var family in families.Values)
                family.BeginObserving();
            Observe();
            return [.. families.Values.OrderBy(family => family.Name, StringComparer.Ordinal).Select(family => family.Read())];
        }
    }

    /// <summary>Ends the meters.</summary>
    public void Dispose()
    {
        listener.Dispose();
        scope.Dispose();
    }

    private void Publish(Instrument instrument, MeterListener to)
    {
        if (!instrument.Meter.Name.StartsWith(Prefix, StringComparison.Ordinal) || (instrument.Meter.Scope ?? scope) != scope)
            return;
        var kind = Family.KindOf(instrument);
        var name = MetricName.Of(instrument.Name, instrument.Unit, kind);
        var family = families.GetOrAdd(name, static (name, instrument) => new Family(name, instrument), instrument);
        if (family.Accepts(instrument))
            to.EnableMeasurementEvents(instrument, family);
        else
            LogLeftOut(instrument.Name, instrument.Meter.Name, name);
    }

    /// <remarks>One that fails costs its own values alone: the others are asked all the same.</remarks>
    private void Observe()
    {
        try
        {
            listener.RecordObservableInstruments();
        }
        catch (AggregateException error)
        {
            LogUnobserved(error);
        }
    }

    [LoggerMessage(1700, LogLevel.Warning, "A metric could not be read and is missing")]
    private partial void LogUnobserved(Exception error);

    [LoggerMessage(1701, LogLevel.Warning, "The instrument {Instrument} of {Meter} is left out: {Metric} is already a metric of another kind")]
    private partial void LogLeftOut(string instrument, string meter, string metric);
}

using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Usher.Server.Metrics;

/// <summary>One metric: what the instruments of one name have measured, by labels.</summary>
internal sealed class Family
{
    private readonly Instrument first;
    private readonly ImmutableArray<double> bounds;
    private readonly SeriesIndex index;
    private readonly bool replaces;

    internal Family(string name, Instrument instrument)
    {
        (Name, first, Kind) = (name, instrument, KindOf(instrument));
        bounds = Kind == MetricKind.Histogram ? Buckets.Of(instrument) : [];
        index = new SeriesIndex(bounds);
        replaces = !instrument.IsObservable && Kind == MetricKind.Gauge && instrument is not (UpDownCounter<int> or UpDownCounter<long> or UpDownCounter<double>);
    }

    /// <summary>For Prometheus.</summary>
    internal string Name { get; }

    /// <summary>What it is.</summary>
    internal MetricKind Kind { get; }

    /// <summary>What an instrument measures.</summary>
    internal static MetricKind KindOf(Instrument instrument) => instrument switch
    {
        Counter<int> or Counter<long> or Counter<double> => MetricKind.Counter,
        ObservableCounter<int> or ObservableCounter<long> or ObservableCounter<double> => MetricKind.Counter,
        Histogram<int> or Histogram<long> or Histogram<double> => MetricKind.Histogram,
        _ => MetricKind.Gauge,
    };

    /// <summary>Whether an instrument of the same name may count into it: of the same kind, and told in the same way.</summary>
    internal bool Accepts(Instrument instrument) => KindOf(instrument) == Kind && instrument.IsObservable == first.IsObservable;

    /// <summary>Notes a whole number.</summary>
    internal void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = index.Find(tags);
        if (Kind == MetricKind.Histogram)
            series.Sort(value);
        else if (replaces)
            series.Set(value);
        else
            series.Add(value);
    }

    /// <summary>Notes a number.</summary>
    internal void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = index.Find(tags);
        if (Kind == MetricKind.Histogram)
            series.Sort(value);
        else if (replaces)
            series.Set(value);
        else
            series.Add(value);
    }

    /// <summary>Before observed values are told: they are told as a whole, and those with the same labels are added up.</summary>
    internal void BeginObserving()
    {
        if (!first.IsObservable)
            return;
        foreach (var series in index.All)
            series.Forget();
    }

    /// <summary>As it stands.</summary>
    internal FamilyReading Read()
    {
        if (first.IsObservable)
            index.RemoveUnseen();
        var help = string.IsNullOrWhiteSpace(first.Description) ? $"The instrument {first.Name} of the meter {first.Meter.Name}." : first.Description;
        return new FamilyReading(
            Name, first.Name, first.Unit ?? "", first.Meter.Name, Kind, help, bounds,
            [.. index.All.OrderBy(series => series.Labels.Text, StringComparer.Ordinal).Select(series => series.Read())]);
    }
}

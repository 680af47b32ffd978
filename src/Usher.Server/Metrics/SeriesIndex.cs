using System.Collections.Immutable;

namespace Usher.Server.Metrics;

/// <summary>
/// Finds the series of a measurement by its tags: without a lock and without allocation once the tags are known. Bounded:
/// what is above <see cref="SeriesMax"/> goes into one series whose labels all say <c>other</c>.
/// </summary>
internal sealed class SeriesIndex(ImmutableArray<double> bounds)
{
    /// <summary>Most series of one metric, the one for what is above it not counted.</summary>
    internal const int SeriesMax = 10_000;

    // The same labels in another order are another entry of the same series.
    private const int EntriesMax = 4 * SeriesMax;

    private readonly Lock gate = new();
    private readonly Dictionary<LabelSet, Series> byLabels = [];
    private Entry?[] slots = new Entry?[16];
    private int entries;
    private Series? bare;
    private Series? other;

    /// <summary>Every series.</summary>
    internal IReadOnlyList<Series> All
    {
        get
        {
            lock (gate)
                return other is null ? [.. byLabels.Values] : [.. byLabels.Values, other];
        }
    }

    /// <summary>The series of these tags.</summary>
    internal Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return Volatile.Read(ref bare) ?? Add(tags, 0);
        var hash = HashOf(tags);
        return Look(Volatile.Read(ref slots), hash, tags) ?? Add(tags, hash);
    }

    /// <summary>Leaves out the series that were not seen. For values that are told as a whole, by the thread that tells them.</summary>
    internal void RemoveUnseen()
    {
        lock (gate)
        {
            if (other is { IsSeen: false })
                other = null;
            if (byLabels.Values.All(series => series.IsSeen))
                return;
            foreach (var series in byLabels.Values.Where(series => !series.IsSeen).ToList())
                byLabels.Remove(series.Labels);
            var kept = slots.Where(entry => entry is { Series.IsSeen: true }).ToList();
            var fresh = new Entry?[slots.Length];
            foreach (var entry in kept)
                Put(fresh, entry!);
            entries = kept.Count;
            bare = bare is { IsSeen: true } ? bare : null;
            Volatile.Write(ref slots, fresh);
        }
    }

    private static Series? Look(Entry?[] slots, int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        for (var at = hash; ; at++)
        {
            if (Volatile.Read(ref slots[at & (slots.Length - 1)]) is not { } entry)
                return null;
            if (entry.Hash == hash && entry.Has(tags))
                return entry.Series;
        }
    }

    private static void Put(Entry?[] slots, Entry entry)
    {
        var at = entry.Hash;
        while (slots[at & (slots.Length - 1)] is not null)
            at++;
        Volatile.Write(ref slots[at & (slots.Length - 1)], entry);
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = 0;
        foreach (ref readonly var tag in tags)
            hash = HashCode.Combine(hash, tag.Key, tag.Value);
        return hash;
    }

    private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        // A full index must not make a label set for each measurement that it turns away.
        if (Volatile.Read(ref other) is { } full && Volatile.Read(ref entries) >= SeriesMax)
            return full;
        lock (gate)
        {
            var labels = LabelSet.Of(tags);
            if (!byLabels.TryGetValue(labels, out var series))
            {
                if (byLabels.Count >= SeriesMax)
                    return other ??= new Series(labels.Lumped(), bounds);
                byLabels[labels] = series = new Series(labels, bounds);
            }

            if (tags.IsEmpty)
                bare = series;
            else if (entries < EntriesMax && Look(slots, hash, tags) is null)
                Grow(new Entry(hash, tags.ToArray(), series));
            return series;
        }
    }

    private void Grow(Entry added)
    {
        if (2 * ++entries <= slots.Length)
        {
            Put(slots, added);
            return;
        }

        var larger = new Entry?[2 * slots.Length];
        foreach (var entry in slots)
        {
            if (entry is not null)
                Put(larger, entry);
        }

        Put(larger, added);
        Volatile.Write(ref slots, larger);
    }

    private sealed class Entry(int hash, KeyValuePair<string, object?>[] tags, Series series)
    {
        public int Hash { get; } = hash;

        public Series Series { get; } = series;

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> asked)
        {
            if (asked.Length != tags.Length)
                return false;
            for (var at = 0; at < asked.Length; at++)
            {
                if (asked[at].Key != tags[at].Key || !Equals(asked[at].Value, tags[at].Value))
                    return false;
            }

            return true;
        }
    }
}

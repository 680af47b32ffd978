using System.Net;

namespace Usher.Ports;

/// <summary>
/// Looks again and again who listens on watched ports and tells every change once. What listens at the first look and is not
/// in the baseline counts as appeared.
/// </summary>
/// <param name="settings">How it looks.</param>
/// <param name="observer">Who is told.</param>
/// <param name="time">Paces the looks.</param>
/// <param name="read">Looks; it gets the table of the last look, as <see cref="ListenerTable.Read"/> takes it.</param>
public sealed class PortWatch(WatchSettings settings, IPortObserver observer, TimeProvider time, Func<ListenerTable?, ListenerTable> read)
{
    private ListenerTable? _last;
    private Dictionary<Place, Listener> _seen = [];
    private bool _isFailing;

    /// <summary>Watches until it is cancelled, which ends it with an <see cref="OperationCanceledException"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(settings.Period, time);
        do
            await LookAsync(cancellationToken).ConfigureAwait(false);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Looks once and tells what has changed since the last look.</summary>
    /// <remarks>What the observer throws passes through; what it was not told it is told at the next look.</remarks>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        ListenerTable table;
        try
        {
            table = read(_last);
            _isFailing = false;
        }
        catch (PortsException failure)
        {
            if (!_isFailing)
                await observer.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
            _isFailing = true;
            return;
        }

        // What has not changed keeps its objects, so that this costs next to nothing.
        if (_last is not null && _last.Listeners.SequenceEqual(table.Listeners))
            return;
        var now = Watched(table);
        var changes = Changes(_seen, now, time.GetUtcNow()).ToList();
        if (changes.Count > 0)
            await observer.ChangedAsync(changes, table, cancellationToken).ConfigureAwait(false);
        // Only now: what could not be told is told at the next look.
        (_last, _seen) = (table, now);
    }

    private Dictionary<Place, Listener> Watched(ListenerTable table) => table.Listeners
        .Where(settings.IsWatched).GroupBy(Place.Of).ToDictionary(same => same.Key, same => same.First());

    private IEnumerable<PortChange> Changes(Dictionary<Place, Listener> before, Dictionary<Place, Listener> now, DateTimeOffset at)
    {
        foreach (var (place, listener) in now)
        {
            if (settings.Baseline.Has(listener))
                continue;
            if (!before.TryGetValue(place, out var was))
                yield return new PortChange.Appeared(at, listener);
            else if (Neighbour.Of(was) != Neighbour.Of(listener))
                yield return new PortChange.Replaced(at, listener, was);
        }

        foreach (var (place, listener) in before)
        {
            if (!now.ContainsKey(place) && !settings.Baseline.Has(listener))
                yield return new PortChange.Gone(at, listener);
        }
    }

    /// <summary>Several sockets may share one place (SO_REUSEPORT); only the same user may join, so one stands for all.</summary>
    private readonly record struct Place(Transport Transport, IPAddress Address, ushort Port)
    {
        public static Place Of(Listener listener) => new(listener.Transport, listener.Address, listener.Port);
    }
}

namespace Usher.Ports;

/// <summary>Judges listeners: reads nothing itself, and asks only those on Usher's ports who they are.</summary>
/// <param name="settings">What is known about this machine.</param>
/// <param name="ask">Asks a TCP listener who it is; null judges without asking. <see cref="TlsProbe.AskAsync(Listener, CancellationToken)"/> fits.</param>
/// <param name="discover">Asks a UDP listener by the question of discovery; null: datagram sockets are known by their process alone.</param>
public sealed class PortCheck(
    CheckSettings settings,
    Func<Listener, CancellationToken, Task<ProbeAnswer>>? ask,
    Func<Listener, CancellationToken, Task<ProbeAnswer>>? discover = null)
{
    /// <summary>Most listeners that are asked at once.</summary>
    public const int AskedAtOnceMax = 16;

    /// <summary>Judges each listener, in the order given.</summary>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<Listener> listeners, CancellationToken cancellationToken)
    {
        var judge = new Judge(settings);
        var answers = new ProbeAnswer?[listeners.Count];
        var strangers = Enumerable.Range(0, listeners.Count).Where(i => Asker(listeners[i]) is not null && judge.WantsAnswer(listeners[i])).ToList();
        if (strangers.Count > 0)
            await Parallel.ForEachAsync(strangers, new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnceMax, CancellationToken = cancellationToken }, AskAsync).ConfigureAwait(false);
        return judge.All(listeners, answers);

        async ValueTask AskAsync(int i, CancellationToken cancelled) => answers[i] = await Asker(listeners[i])!(listeners[i], cancelled).ConfigureAwait(false);
    }

    /// <summary>
    /// Judges some listeners of a table, in the order given. The TCP listeners of the same processes are asked too: a
    /// datagram socket is known by what they prove.
    /// </summary>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<Listener> some, ListenerTable table, CancellationToken cancellationToken)
    {
        var pids = some.Where(listener => listener.Transport == Transport.Udp)
            .SelectMany(listener => listener.Owners).Select(owner => owner.Pid).ToHashSet();
        var siblings = pids.Count == 0 ? [] : table.Listeners.Except(some)
            .Where(other => other.Transport == Transport.Tcp && other.Owners.Any(owner => pids.Contains(owner.Pid)));
        var judged = await JudgeAsync([.. some, .. siblings], cancellationToken).ConfigureAwait(false);
        return [.. judged.Take(some.Count)];
    }

    private Func<Listener, CancellationToken, Task<ProbeAnswer>>? Asker(Listener listener) => listener.Transport == Transport.Tcp ? ask : discover;

    /// <summary>Whether a listener is on a guarded port, on one that is wanted, or a known license manager anywhere.</summary>
    public bool IsLicense(Listener listener) => settings.Wanted.Contains((listener.Transport, listener.Port))
        || settings.Directory.FindGuarded(listener.Port, listener.Transport) is not null
        || listener.Owners.Any(owner => settings.Directory.FindByProcess(owner).Any());
}

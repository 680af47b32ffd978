namespace Usher.Ports;

/// <summary>The rules of judgement, pure.</summary>
internal sealed class Judge(CheckSettings settings)
{
    private const string UsherProcess = "usher";

    private PortDirectory Directory => settings.Directory;

    /// <summary>Only listeners that are on Usher's own ports, or are called usher, are asked who they are; on UDP only that of discovery.</summary>
    public bool WantsAnswer(Listener listener) =>
        (listener.Transport == Transport.Tcp || listener.Port == settings.DiscoveryPort) && ClaimsUsher(listener);

    /// <summary>Judges all; a datagram socket is known by the answers of its process' other sockets.</summary>
    /// <param name="listeners">Who listen.</param>
    /// <param name="answers">What each said, in the same order; null for those that were not asked.</param>
    public IReadOnlyList<Judgement> All(IReadOnlyList<Listener> listeners, IReadOnlyList<ProbeAnswer?> answers)
    {
        var answered = listeners.Zip(answers).Where(one => one.Second is ProbeAnswer.Usher)
            .Select(one => One(one.First, one.Second, sibling: null)).ToList();
        return [.. listeners.Zip(answers, (listener, answer) => One(listener, answer, Sibling(listener, answered)))];
    }

    /// <summary>Judges one.</summary>
    /// <param name="listener">Who listens.</param>
    /// <param name="answer">What it said; null when it was not asked.</param>
    /// <param name="sibling">The judgement of an Usher in the same process.</param>
    public Judgement One(Listener listener, ProbeAnswer? answer, Judgement? sibling)
    {
        var use = Directory.FindGuarded(listener.Port, listener.Transport) ?? Directory.Find(listener.Port, listener.Transport);
        var judged = ClaimsUsher(listener) ? OfUsher(listener, answer, sibling) : OfOtherPort(listener, use);
        return Expose(judged) with { Use = use };
    }

    private Judgement OfUsher(Listener listener, ProbeAnswer? answer, Judgement? sibling) => answer switch
    {
        ProbeAnswer.Usher(var identity) => OfIdentity(listener, identity),
        ProbeAnswer.FalseUsher(var identity) => new(listener, Verdict.Impostor, $"says it is the Usher with identity {identity}, and cannot sign as that")
        {
            Hint = $"stop {Who(listener)}: it has not the key of the server that it pretends to be",
        },
        ProbeAnswer.OtherTls(var subject) => Stranger(listener, $"speaks TLS as '{Printable(subject)}', which is no Usher"),
        ProbeAnswer.NoTls when IsCalledUsher(listener) => Silent(listener, "is called usher and does not speak TLS"),
        ProbeAnswer.NoTls => Stranger(listener, "does not speak TLS, so it is no Usher"),
        _ when sibling is { Identity: not null } => new(listener, sibling.Verdict == Verdict.Exposed ? Verdict.Expected : sibling.Verdict, $"the same process as on {sibling.Listener.PortName}: {sibling.Reason}")
        {
            Identity = sibling.Identity,
            Hint = sibling.Verdict == Verdict.Exposed ? null : sibling.Hint,
        },
        _ when listener.Owner is not null && !IsCalledUsher(listener) => Stranger(listener, "is not Usher"),
        ProbeAnswer.Nothing when listener.Transport == Transport.Udp => Silent(listener, "does not answer discovery"),
        ProbeAnswer.Nothing => Silent(listener, "accepts connections and does not answer a TLS handshake"),
        _ => Silent(listener, listener.Owner is null ? "its process is hidden from this user" : "no Usher answers on TCP in the same process"),
    };

    private Judgement OfIdentity(Listener listener, string identity) => Identified(listener, identity) with { Identity = identity };

    private Judgement Identified(Listener listener, string identity)
    {
        if (settings.KnownIdentities.TryGetValue(identity, out var namedBy))
            return new(listener, Verdict.Expected, $"an Usher answers, with the identity that {namedBy} names");
        if (settings.AreAllIdentitiesKnown)
            return new(listener, Verdict.Impostor, $"says it is Usher, with identity {identity}, which nothing on this machine names")
            {
                Hint = $"stop {Who(listener)} unless you know it; if you do, name its data folder with --data or a license that names it with --license-file",
            };
        if (listener.Owner?.Executable is { } program && program == settings.UsherExecutable)
            return new(listener, Verdict.Expected, $"an Usher answers, and runs this very program; its identity is {identity}");
        return new(listener, Verdict.Unexpected, $"an Usher answers with identity {identity}; nothing on this machine says whether that is the right one")
        {
            Hint = "compare it with 'usher id' on the server, or give its data folder with --data or a license with --license-file",
        };
    }

    private Judgement OfOtherPort(Listener listener, PortUse? use)
    {
        if (ManagerOf(listener, use) is { } manager)
            return new(listener, Verdict.Expected, manager);
        if (use is not { IsGuarded: true })
            return new(listener, Verdict.Other, use?.Service is { } service ? $"not a license port: {service}" : "not a license port");
        return listener.Owner is null
            ? Silent(listener, $"its process is hidden from this user, so that it may or may not be {use.Manager}")
            : Stranger(listener, $"is none of {use.Manager}'s usual processes");
    }

    /// <summary>Why a listener is a known license manager; null when it is none. On a guarded port it has to be that port's manager.</summary>
    private string? ManagerOf(Listener listener, PortUse? use)
    {
        foreach (var owner in listener.Owners)
        {
            var known = Directory.FindByProcess(owner).FirstOrDefault(one => one.Manager == use?.Manager) ?? (use is { IsGuarded: true } ? null : Directory.FindByProcess(owner).FirstOrDefault());
            if (known is not null)
                return $"{owner.Process} is one of {known.Manager}'s usual processes";
            if (use is { IsGuarded: true } && use.Processes.FirstOrDefault(owner.IsChildOf) is { } parent)
                return $"{owner.Process} was started by {use.Manager}'s {parent}";
        }

        return null;
    }

    private Judgement Stranger(Listener listener, string why) => settings.Wanted.Contains((listener.Transport, listener.Port))
        ? new(listener, Verdict.Conflict, $"{Who(listener)} has the port that Usher is configured to serve on, and {why}")
        {
            Hint = $"stop {Who(listener)}, or give Usher another port in usher.json",
        }
        : new(listener, Verdict.Unexpected, $"{Who(listener)} {why}")
        {
            Hint = $"find out why {Who(listener)} listens on a license port; 'usher ports accept' if it may",
        };

    private static Judgement Silent(Listener listener, string why) => new(listener, Verdict.Silent, why)
    {
        Hint = listener.Owner is null ? "run this as root or administrator to see the process" : $"look at {Who(listener)}: it may hang, or serve without TLS",
    };

    /// <summary>What is right in itself is still not right for everybody to reach.</summary>
    private Judgement Expose(Judgement judged)
    {
        if (judged.Verdict != Verdict.Expected)
            return judged;
        var outside = Exposure.Of(judged.Listener, settings.LocalAddresses, settings.TrustedNetworks)
            .Where(reach => !reach.IsTrusted && reach.At.Scope != AddressScope.Loopback).Select(reach => reach.At.Address.ToString()).ToList();
        return outside.Count == 0 ? judged : judged with
        {
            Verdict = Verdict.Exposed,
            Reason = $"{judged.Reason}; reachable on {string.Join(", ", outside)}, outside the trusted networks",
            Hint = $"restrict it in the firewall: 'usher ports show {judged.Listener.PortName}' prints the commands",
        };
    }

    private bool ClaimsUsher(Listener listener) => settings.Wanted.Contains((listener.Transport, listener.Port))
        || IsCalledUsher(listener) || Directory.FindGuarded(listener.Port, listener.Transport)?.Manager == PortUse.Usher;

    private static bool IsCalledUsher(Listener listener) => listener.Owner?.IsNamed(UsherProcess) == true;

    private static Judgement? Sibling(Listener listener, List<Judgement> answered)
    {
        var pids = listener.Owners.Select(owner => owner.Pid).ToHashSet();
        return answered.Where(judged => judged.Listener.Owners.Any(owner => pids.Contains(owner.Pid))).MaxBy(judged => judged.Verdict);
    }

    private static string Who(Listener listener) => listener.Owner is { } owner ? $"{owner.Process} (pid {owner.Pid})" : "an unknown process";

    /// <summary>A stranger chose this text; it goes to a terminal.</summary>
    private static string Printable(string text)
    {
        const int lettersMax = 80;
        return new([.. text.Take(lettersMax).Select(letter => char.IsControl(letter) ? '?' : letter)]);
    }
}

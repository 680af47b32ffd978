using Usher.Protocol;

namespace Usher.Client.Datagrams;

/// <summary>What datagrams about one lease take, and which questions wait for an answer. Safe on any thread.</summary>
internal sealed class LeaseLine
{
    private const int WaitingMax = 8;

    private readonly Lock _gate = new();
    private readonly Queue<(ulong Counter, long SentAt)> _waiting = new(WaitingMax);
    private readonly UInt128 _lease;
    private byte[] _key = [];
    private ulong _boot;
    private ulong _counter;
    private long? _answered;

    internal LeaseLine(LeaseId lease, Validation handedOver, string endpoint)
    {
        _lease = lease.Value;
        Take(handedOver, endpoint);
    }

    /// <summary>The other end of the connection that handed it over.</summary>
    internal string Endpoint { get; private set; } = "";

    /// <summary>The server's port for datagrams.</summary>
    internal int Port { get; private set; }

    /// <summary>How often to show life when no connection does.</summary>
    internal TimeSpan HeartbeatEvery { get; private set; }

    /// <summary>The server keeps the lease without a connection.</summary>
    internal bool Connectionless { get; private set; }

    /// <summary>Since it was handed over, datagrams about the lease were answered, and it was good.</summary>
    internal bool KeepsLease { get; private set; }

    /// <summary>Whether a message has what a line takes.</summary>
    internal static bool IsUsable(Validation? handedOver) =>
        handedOver is { Port: > 0 and <= ushort.MaxValue, Key.Length: WireLimits.DatagramKeyBytes };

    /// <summary>A grant or a resumption handed it over anew. The counter never goes back, whichever server says so.</summary>
    internal void Take(Validation handedOver, string endpoint)
    {
        lock (_gate)
        {
            (Endpoint, Port) = (endpoint, (int)handedOver.Port);
            HeartbeatEvery = handedOver.HeartbeatSeconds == 0 ? Net.NetLimits.HeartbeatDefault : TimeSpan.FromSeconds(handedOver.HeartbeatSeconds);
            (Connectionless, KeepsLease) = (handedOver.Connectionless, false);
            (_key, _boot) = (handedOver.Key.ToByteArray(), handedOver.Boot);
            _counter = Math.Max(_counter, handedOver.Counter);
        }
    }

    /// <summary>Whether a question that was sent at that time or later has been answered.</summary>
    internal bool AnsweredSince(long sentAt)
    {
        lock (_gate)
            return _answered >= sentAt;
    }

    /// <summary>Writes the next question.</summary>
    /// <returns>Its counter, which the answer repeats.</returns>
    internal ulong Ask(DatagramKind kind, long now, DatagramSeal seal, Span<byte> bytes)
    {
        lock (_gate)
        {
            if (_waiting.Count == WaitingMax)
                _waiting.Dequeue();
            _waiting.Enqueue((++_counter, now));
            seal.Write(Datagram.Question(kind, _lease, _counter, _boot), _key, bytes);
            return _counter;
        }
    }

    /// <summary>Takes an answer, if it is one to a question that waits.</summary>
    /// <returns>When that was sent; null: it is none, it is forged, or it is old.</returns>
    internal long? Take(ReadOnlySpan<byte> bytes, in Datagram answer, DatagramSeal seal)
    {
        lock (_gate)
        {
            if (!seal.IsGenuine(bytes, _key) || SentAt(answer.Counter) is not { } sentAt)
                return null;
            _boot = answer.Boot;
            KeepsLease = answer.Standing == LeaseStanding.Good;
            _answered = Math.Max(_answered ?? sentAt, sentAt);
            return sentAt;
        }
    }

    /// <summary>When the question with that counter was sent. It and those before it wait no longer.</summary>
    private long? SentAt(ulong counter)
    {
        if (!_waiting.Any(question => question.Counter == counter))
            return null;
        var asked = _waiting.Dequeue();
        while (asked.Counter != counter)
            asked = _waiting.Dequeue();
        return asked.SentAt;
    }
}

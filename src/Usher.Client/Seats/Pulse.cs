using Usher.Client.Datagrams;
using Usher.Client.Net;
using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>
/// Shows life on one connection: often enough for the server and for the shortest lease, never later, and up to a fifth
/// earlier by chance, so that clients do not come in step. A heartbeat without an answer ends the connection.
/// </summary>
internal sealed class Pulse : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Connection _connection;
    private readonly LeaseBook _book;
    private readonly UsherClientOptions _options;
    private readonly ITimer _timer;
    private readonly ITimer _unanswered;
    private long _lastBeat;
    private long _lastOverTcp;
    private IReadOnlyList<Lease> _byDatagram = [];
    private double _share;
    private TimeSpan _interval;
    private bool _disposed;

    internal Pulse(Connection connection, LeaseBook book, UsherClientOptions options)
    {
        (_connection, _book, _options) = (connection, book, options);
        _lastBeat = _lastOverTcp = options.TimeProvider.GetTimestamp();
        _share = Rhythm.Share(_options.Random);
        _timer = options.TimeProvider.CreateTimer(
            _ => Beat(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _unanswered = options.TimeProvider.CreateTimer(
            _ => BeatUnanswered(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Rearm();
    }

    /// <summary>There is a new lease, which may need the next heartbeat earlier.</summary>
    internal void Notice(Lease lease)
    {
        if (Rhythm.NeededBy(lease) < _interval)
            Rearm();
    }

    /// <summary>Shows life over TCP now.</summary>
    internal void BeatOverTcp() => BeatOverTcp(_book.HeldOver(_connection));

    /// <summary>Shows life of one lease over TCP now.</summary>
    /// <returns>Whether there was an answer within the request timeout.</returns>
    internal Task<bool> BeatForAsync(Lease lease) => BeatAsync([lease]);

    private void Rearm()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _interval = Interval();
            var due = (_interval * _share) - _options.TimeProvider.GetElapsedTime(_lastBeat);
            _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer.Dispose();
        _unanswered.Dispose();
    }

    private void Beat()
    {
        lock (_gate)
        {
            _lastBeat = _options.TimeProvider.GetTimestamp();
            _share = Rhythm.Share(_options.Random);
        }
        var leases = _book.HeldOver(_connection);
        if (MayStayQuiet && _book.Datagrams.TryBeat(leases))
        {
            _byDatagram = leases;
            _unanswered.Change(DatagramLimits.AnswerMax, Timeout.InfiniteTimeSpan);
        }
        else
        {
            BeatOverTcp(leases);
            _book.Datagrams.Probe(leases);
        }
        Rearm();
    }

    /// <summary>The connection itself must show life too, or the server closes it; and this is how its end is noticed.</summary>
    private bool MayStayQuiet =>
        _options.TimeProvider.GetElapsedTime(_lastOverTcp) + _interval <= _connection.IdleMax / DatagramLimits.PartOfIdle;

    private void BeatOverTcp(IReadOnlyList<Lease> leases)
    {
        _lastOverTcp = _options.TimeProvider.GetTimestamp();
        if (leases.Count == 0)
            _ = BeatAsync([]);
        foreach (var some in leases.Chunk(WireLimits.HeartbeatLeasesMax))
            _ = BeatAsync(some);
    }

    /// <summary>What got no answer by datagram is asked over TCP at once, so that a lost datagram costs a second.</summary>
    private void BeatUnanswered()
    {
        var unanswered = _byDatagram.Where(lease => !lease.Connectionless && lease.ConfirmedAt < _lastBeat && lease.IsHeldOver(_connection)).ToList();
        if (unanswered.Count == 0)
            return;
        _book.Datagrams.Path.Lost();
        BeatOverTcp(unanswered);
    }

    private async Task<bool> BeatAsync(Lease[] leases)
    {
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _options.TimeProvider);
        var isAnswered = false;
        var beat = new Heartbeat();
        beat.Leases.AddRange(leases.Select(lease => FromWire.Id(lease.Id.Value)));
        try
        {
            await _connection.BeatAsync(
                new ClientMessage { Heartbeat = beat }, OnAnswer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Volatile.Read(ref isAnswered))
        {
            // The answer and the end of the wait for it came at the same instant.
        }
        catch (OperationCanceledException)
        {
            _connection.End(NetFaults.Silent());
        }
        catch (ConnectionEndedException)
        {
            // The next connection has its own pulse.
        }

        return Volatile.Read(ref isAnswered);

        void OnAnswer(Answer answer)
        {
            Volatile.Write(ref isAnswered, true);
            Take(leases, answer);
        }
    }

    private void Take(Lease[] leases, Answer answer)
    {
        if (answer.Message.BodyCase != ServerMessage.BodyOneofCase.Alive)
            return;
        var alive = answer.Message.Alive;
        var gone = alive.Gone.Select(FromWire.Lease).ToHashSet();
        var others = alive.Ttls.ToDictionary(ttl => FromWire.Lease(ttl.Lease), ttl => ttl.TtlSeconds);
        foreach (var lease in leases)
        {
            if (gone.Contains(lease.Id))
                lease.Lose(SeatFaults.Gone(lease));
            else if (others.TryGetValue(lease.Id, out var seconds) || (seconds = alive.TtlSeconds) > 0)
                lease.Confirm(_connection, answer.SentAt, TimeSpan.FromSeconds(seconds), expiresAt: null);
        }
        Rearm();
    }

    private TimeSpan Interval() =>
        Rhythm.Of(_connection.HeartbeatEvery, _book.HeldOver(_connection).Select(Rhythm.NeededBy).DefaultIfEmpty(TimeSpan.MaxValue).Min());
}

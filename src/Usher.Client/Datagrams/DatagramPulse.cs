using Usher.Client.Net;
using Usher.Protocol;

namespace Usher.Client.Datagrams;

/// <summary>
/// Shows life of one connectionless lease by datagrams: often enough for the server and for the lease, up to a fifth
/// earlier by chance. A question without an answer is asked again, and in the end over TCP.
/// </summary>
internal sealed class DatagramPulse : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Lease _lease;
    private readonly LeaseLine _line;
    private readonly DatagramDesk _desk;
    private readonly ITimer _timer;
    private long _askedAt;
    private int _tries;
    private bool _disposed;

    internal DatagramPulse(Lease lease, LeaseLine line, DatagramDesk desk)
    {
        (_lease, _line, _desk) = (lease, line, desk);
        _timer = Time.CreateTimer(_ => Ring(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeProvider Time => _desk.Options.TimeProvider;

    /// <summary>Asks now: whether datagrams get through is best known before the connection is closed.</summary>
    internal void Start()
    {
        lock (_gate)
        {
            _tries = 0;
            Ask();
        }
    }

    /// <summary>An answer came.</summary>
    internal void Answered(LeaseStanding standing)
    {
        lock (_gate)
        {
            if (standing == LeaseStanding.Restarted && ++_tries < DatagramLimits.LostMax)
                Ask();
            else
                Rest();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer.Dispose();
    }

    private void Ring()
    {
        var gaveUp = false;
        lock (_gate)
        {
            if (_disposed)
                return;
            if (_tries > 0 && !_line.AnsweredSince(_askedAt))
            {
                _desk.Path.Lost();
                gaveUp = _tries >= DatagramLimits.LostMax;
            }

            if (gaveUp)
                Rest();
            else
                Ask();
        }

        if (gaveUp)
            _desk.AskOverTcp(_lease);
    }

    /// <summary>Asks, and waits for the answer; while datagrams are blocked a connection must do, if there is one.</summary>
    private void Ask()
    {
        if (_desk.Path.RetryIn is var pause && pause > TimeSpan.Zero && _desk.HasConnection)
        {
            _desk.AskOverTcp(_lease);
            _tries = 0;
            Arm(pause < Interval() ? pause : Interval());
            return;
        }

        _askedAt = Time.GetTimestamp();
        _desk.Send(_line, DatagramKind.Heartbeat);
        Arm(DatagramLimits.AnswerMaxOf(_lease, _tries++));
    }

    private void Rest()
    {
        _tries = 0;
        var due = (Interval() * Rhythm.Share(_desk.Options.Random)) - Time.GetElapsedTime(_askedAt);
        Arm(due > NetLimits.HeartbeatMin ? due : NetLimits.HeartbeatMin);
    }

    private void Arm(TimeSpan due)
    {
        if (!_disposed)
            _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Interval() => Rhythm.Of(_line.HeartbeatEvery, Rhythm.NeededBy(_lease));
}

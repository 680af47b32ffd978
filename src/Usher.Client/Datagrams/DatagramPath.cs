namespace Usher.Client.Datagrams;

/// <summary>
/// Whether datagrams get through. One answer opens the path; questions without answers, one after the other, block it, and
/// it is tried again after growing pauses. Safe on any thread.
/// </summary>
internal sealed class DatagramPath(TimeProvider time, RandomSource random)
{
    private readonly Lock _gate = new();
    private bool _open;
    private int _lost;
    private long _blockedAt;
    private TimeSpan _pause;
    private TimeSpan _nextPause = DatagramLimits.RetryFirst;

    /// <summary>The last questions were answered.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (_gate)
                return _open;
        }
    }

    /// <summary>How long not to try; zero: now is good.</summary>
    internal TimeSpan RetryIn
    {
        get
        {
            lock (_gate)
            {
                var left = _pause == TimeSpan.Zero ? TimeSpan.Zero : _pause - time.GetElapsedTime(_blockedAt);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>A genuine answer came.</summary>
    internal void Answered()
    {
        lock (_gate)
            (_open, _lost, _pause, _nextPause) = (true, 0, TimeSpan.Zero, DatagramLimits.RetryFirst);
    }

    /// <summary>A question got no answer in time.</summary>
    internal void Lost()
    {
        lock (_gate)
        {
            // After a block the first failure is enough.
            if (++_lost < DatagramLimits.LostMax && _pause == TimeSpan.Zero)
                return;
            (_open, _lost, _blockedAt) = (false, 0, time.GetTimestamp());
            _pause = _nextPause * (0.5 + (random.NextFraction() / 2));
            _nextPause = _nextPause * 2 < DatagramLimits.RetryMax ? _nextPause * 2 : DatagramLimits.RetryMax;
        }
    }

    /// <summary>Another server, or the same at another address: nothing is known.</summary>
    internal void Forget()
    {
        lock (_gate)
            (_open, _lost, _pause, _nextPause) = (false, 0, TimeSpan.Zero, DatagramLimits.RetryFirst);
    }
}

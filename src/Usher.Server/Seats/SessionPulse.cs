namespace Usher.Server.Seats;

/// <summary>
/// Ends a session that sends no hello in time, or nothing for too long. One timer, not touched by reads: when it rings
/// it looks when the last read was.
/// </summary>
internal sealed class SessionPulse : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly SeatsSettings limits;
    private readonly Action<string> end;
    private readonly ITimer timer;
    private long lastRead;
    private volatile bool isWelcome;

    public SessionPulse(TimeProvider time, SeatsSettings limits, Action<string> end)
    {
        (this.time, this.limits, this.end) = (time, limits, end);
        lastRead = time.GetTimestamp();
        timer = time.CreateTimer(
            static pulse => ((SessionPulse)pulse!).Look(), this, limits.HandshakeMax, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was read.</summary>
    public void Beat() => Volatile.Write(ref lastRead, time.GetTimestamp());

    /// <summary>The hello came.</summary>
    public void Welcome()
    {
        isWelcome = true;
        timer.Change(limits.IdleMax, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private void Look()
    {
        if (!isWelcome)
        {
            end(DropReason.NoHello);
            return;
        }

        var left = limits.IdleMax - time.GetElapsedTime(Volatile.Read(ref lastRead));
        if (left <= TimeSpan.Zero)
            end(DropReason.Idle);
        else
            timer.Change(left, Timeout.InfiniteTimeSpan);
    }
}

using Usher.Server.Backup;
using Usher.Server.Options;

namespace Usher.Server.Time;

/// <summary>
/// The time that decisions are made in. It starts at the machine's wall clock, or at the journal's newest entry if that
/// is later, and then advances with the monotonic clock, so that setting the wall clock back never gives time again.
/// </summary>
/// <remarks>
/// <see cref="Check"/> compares the two now and then. The wall clock ahead by <see cref="AheadMax"/> or more (it was set
/// forward, or the machine slept): this clock leaps forward to it, and <see cref="Leaps"/> counts that, so that a lane
/// gives every live lease its full life again before it judges any by the new time. Behind by more than the tolerance: this
/// clock goes on by itself, and <see cref="Fault"/> says so until the wall clock is right again. In between: nothing.
/// </remarks>
internal sealed class ServerClock : IServerClock
{
    /// <summary>How far the wall clock may be ahead before it is followed.</summary>
    internal static readonly TimeSpan AheadMax = TimeSpan.FromSeconds(1);

    /// <summary>How often <see cref="Check"/> should be called.</summary>
    internal static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time;
    private readonly TimeSpan tolerance;
    private Anchor anchor;
    private ServerFault? fault;
    private DateTimeOffset faultSince;

    /// <summary>Anchors the clock.</summary>
    /// <param name="time">The machine's clocks.</param>
    /// <param name="journalNewest">When the newest entry of any stream was decided; null for an empty journal.</param>
    /// <param name="tolerance">How far the wall clock may be behind. 1 s to 366 days.</param>
    internal ServerClock(TimeProvider time, DateTimeOffset? journalNewest, TimeSpan tolerance)
    {
        this.time = time;
        this.tolerance = tolerance;
        var wall = time.GetUtcNow();
        anchor = new Anchor(journalNewest > wall ? journalNewest.Value : wall, time.GetTimestamp(), Leaps: 0, Skipped: TimeSpan.Zero);
        Check();
    }

    /// <inheritdoc />
    public DateTimeOffset Now => Read().Now;

    /// <summary>Says until when nothing new is granted after a restore; null: the folder was not restored.</summary>
    internal RestoreMark? Restored { get; init; }

    /// <inheritdoc />
    public ServerFault? Fault => Volatile.Read(ref fault) ?? Restored?.FaultAt(Now);

    /// <summary>How often this clock leapt forward since the start.</summary>
    internal int Leaps => Volatile.Read(ref anchor).Leaps;

    /// <inheritdoc />
    public ClockReading Read()
    {
        var from = Volatile.Read(ref anchor);
        return new(from.At + time.GetElapsedTime(from.Timestamp), from.Leaps, from.Skipped);
    }

    /// <summary>Compares this clock with the wall clock. Called by one caller at a time.</summary>
    /// <returns>What changed; null when nothing did.</returns>
    internal ClockChange? Check()
    {
        var wall = time.GetUtcNow();
        var now = Now;
        var before = fault;
        if (wall - now >= AheadMax)
            LeapTo(wall, wall - now);
        if (now - wall > tolerance)
        {
            if (before is null)
                faultSince = now;
            Volatile.Write(ref fault, Behind(now - wall));
            return before is null ? ClockChange.SetBack : null;
        }

        Volatile.Write(ref fault, null);
        return before is not null ? ClockChange.Recovered : wall - now >= AheadMax ? ClockChange.Leapt : null;
    }

    private void LeapTo(DateTimeOffset wall, TimeSpan by) =>
        Volatile.Write(ref anchor, new Anchor(wall, time.GetTimestamp(), anchor.Leaps + 1, anchor.Skipped + by));

    private ServerFault Behind(TimeSpan by) => new(
        Protocol.ErrorCodes.ClockSetBack,
        $"this machine's clock is {Rounded(by)} behind the server's own time, since {faultSince:yyyy-MM-dd HH:mm:ss}Z; nothing is granted until it is right",
        "set the clock of the server's machine (timedatectl, w32tm); granting resumes by itself. If the clock was wrong before and is right now, "
        + "see Clock:Tolerance in docs/configuration.md");

    private static string Rounded(TimeSpan by) => DurationText.Show(by.TotalDays >= 3
        ? TimeSpan.FromDays(Math.Floor(by.TotalDays))
        : by.TotalMinutes >= 3 ? TimeSpan.FromMinutes(Math.Floor(by.TotalMinutes)) : TimeSpan.FromSeconds(Math.Floor(by.TotalSeconds)));

    private sealed record Anchor(DateTimeOffset At, long Timestamp, int Leaps, TimeSpan Skipped);
}

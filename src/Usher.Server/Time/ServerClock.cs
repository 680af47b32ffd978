using Usher.Server.Backup;
using Usher.Server.Options;

namespace Usher.Server.Time;

/// <summary>
/// The time that decisions are made in. It starts at the machine's wall clock, or at the journal's newest entry if that
/// is later, and then advances with the monotonic clock, so that setting the wall clock back never gives time again.
/// </summary>
/// <remarks>
/// <para><see cref="Check"/> compares the two now and then. A small difference is followed little by little, at most
/// <see cref="SlewPpmMax"/> faster or slower than the monotonic clock, which the margin of every lease covers; nobody needs to
/// know. The wall clock ahead by <see cref="AheadMax"/> more than at the last look (it was set forward, or the machine slept), or
/// by <see cref="LagMax"/> in all: this clock leaps forward to it, and <see cref="Leaps"/> counts that, so that a lane gives
/// every live lease its full life again before it judges any by the new time. Behind by more than the tolerance: this clock goes
/// on by itself, and <see cref="Fault"/> says so until the wall clock is right again.</para>
/// <para>A look that is held up while the pace changes may be ahead of the next by a thousandth of that delay.</para>
/// </remarks>
internal sealed class ServerClock : IServerClock
{
    /// <summary>
    /// How much faster or slower than the monotonic clock this one goes to follow the wall clock, in millionths: what NTP
    /// allows itself. <see cref="Core.PoolSettings.DriftPpmMax"/> counts with it.
    /// </summary>
    internal const int SlewPpmMax = 500;

    /// <summary>How much further ahead than at the last look the wall clock may be before this one leaps after it.</summary>
    internal static readonly TimeSpan AheadMax = TimeSpan.FromSeconds(1);

    /// <summary>How far ahead the wall clock may be at all, however slowly it got there, before this one leaps after it.</summary>
    internal static readonly TimeSpan LagMax = TimeSpan.FromMinutes(1);

    /// <summary>How often <see cref="Check"/> should be called.</summary>
    internal static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    // Less than that between two clocks may be the time that it takes to read them.
    private static readonly TimeSpan DifferenceMin = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider time;
    private readonly TimeSpan tolerance;
    private readonly int slewPpmMax;
    private Anchor anchor;
    private TimeSpan lag;
    private ServerFault? fault;
    private DateTimeOffset faultSince;

    /// <summary>Anchors the clock.</summary>
    /// <param name="time">The machine's clocks.</param>
    /// <param name="journalNewest">When the newest entry of any stream was decided; null for an empty journal.</param>
    /// <param name="tolerance">How far the wall clock may be behind. 1 s to 366 days.</param>
    /// <param name="slewPpmMax">Instead of <see cref="SlewPpmMax"/>.</param>
    internal ServerClock(TimeProvider time, DateTimeOffset? journalNewest, TimeSpan tolerance, int slewPpmMax = SlewPpmMax)
    {
        (this.time, this.tolerance, this.slewPpmMax) = (time, tolerance, slewPpmMax);
        var wall = time.GetUtcNow();
        anchor = new Anchor(journalNewest > wall ? journalNewest.Value : wall, time.GetTimestamp(), Leaps: 0, Skipped: TimeSpan.Zero, Slew: default);
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
        return new(Shown(from, time.GetTimestamp()), from.Leaps, from.Skipped);
    }

    /// <summary>Compares this clock with the wall clock. Called by one caller at a time.</summary>
    /// <returns>What changed; null when nothing did.</returns>
    internal ClockChange? Check()
    {
        var wall = time.GetUtcNow();
        var timestamp = time.GetTimestamp();
        var ahead = wall - Shown(anchor, timestamp);
        var hasLeapt = ahead - lag >= AheadMax || ahead >= LagMax;
        if (hasLeapt)
            Leap(wall, timestamp, ahead);
        else
            Follow(-ahead > tolerance ? TimeSpan.Zero : ahead, timestamp);
        lag = hasLeapt || ahead < TimeSpan.Zero ? TimeSpan.Zero : ahead;
        return JudgeFault(wall, -ahead) ?? (hasLeapt ? ClockChange.Leapt : null);
    }

    private ClockChange? JudgeFault(DateTimeOffset wall, TimeSpan behind)
    {
        var before = fault;
        if (behind > tolerance)
        {
            if (before is null)
                faultSince = wall + behind;
            Volatile.Write(ref fault, Behind(behind));
            return before is null ? ClockChange.SetBack : null;
        }

        Volatile.Write(ref fault, null);
        return before is not null ? ClockChange.Recovered : null;
    }

    private void Leap(DateTimeOffset wall, long timestamp, TimeSpan by) =>
        Volatile.Write(ref anchor, new Anchor(wall, timestamp, anchor.Leaps + 1, anchor.Skipped + by, Slew: default));

    private void Follow(TimeSpan ahead, long timestamp)
    {
        var slew = anchor.Slew;
        var done = Followed(slew, timestamp);
        if ((ahead - (slew.Whole - done)).Duration() >= DifferenceMin)
            Volatile.Write(ref anchor, anchor with { Slew = new Slew(done, timestamp, ahead) });
    }

    private DateTimeOffset Shown(Anchor from, long timestamp) =>
        from.At + time.GetElapsedTime(from.Timestamp, timestamp) + Followed(from.Slew, timestamp);

    private TimeSpan Followed(Slew slew, long timestamp) =>
        slew.Rest == TimeSpan.Zero ? slew.Done : slew.After(time.GetElapsedTime(slew.Since, timestamp), slewPpmMax);

    private ServerFault Behind(TimeSpan by) => new(
        Protocol.ErrorCodes.ClockSetBack,
        $"this machine's clock is {Rounded(by)} behind the server's own time, since {faultSince:yyyy-MM-dd HH:mm:ss}Z; nothing is granted until it is right",
        "set the clock of the server's machine (timedatectl, w32tm); granting resumes by itself. If the clock was wrong before and is right now, "
        + "see Clock:Tolerance in docs/configuration.md");

    private static string Rounded(TimeSpan by) => DurationText.Show(by.TotalDays >= 3
        ? TimeSpan.FromDays(Math.Floor(by.TotalDays))
        : by.TotalMinutes >= 3 ? TimeSpan.FromMinutes(Math.Floor(by.TotalMinutes)) : TimeSpan.FromSeconds(Math.Floor(by.TotalSeconds)));

    private sealed record Anchor(DateTimeOffset At, long Timestamp, int Leaps, TimeSpan Skipped, Slew Slew);
}

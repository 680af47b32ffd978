namespace Usher.Core;

/// <summary>Why lines cannot do it.</summary>
internal sealed partial class LineBook
{
    /// <summary>Why no line can meet the wish now, whoever is seated; null when only other people are in the way.</summary>
    public DenialReason? Verdict(int seats, FeatureVersion version, DateTimeOffset now)
    {
        long everSeats = 0;
        bool anySufficient = false, anyOpen = false, anyEarly = false;
        foreach (var use in current)
        {
            if (use.Line.Version < version)
                continue;
            anySufficient = true;
            anyOpen |= use.IsOpen(now);
            anyEarly |= use.IsEarly(now);
            everSeats += use.IsOver(now) ? 0 : (long)use.Line.Seats + use.Line.Overdraft;
        }

        return current.Length == 0 ? DenialReason.NoSuchFeature
            : !anySufficient ? DenialReason.VersionTooHigh
            : !anyOpen && !anyEarly ? DenialReason.LicenseEnded
            : seats > everSeats ? DenialReason.MoreThanExist
            : !anyOpen ? DenialReason.NotYetValid
            : null;
    }

    /// <summary>Whether no line that is there could meet the wish at any time.</summary>
    public bool IsHopeless(int seats, FeatureVersion version, DateTimeOffset now) =>
        Verdict(seats, version, now) is not (null or DenialReason.NotYetValid);

    /// <summary>The lowest version of a line that is open; null when none is.</summary>
    public FeatureVersion? LowestOpen(DateTimeOffset now)
    {
        foreach (var use in bestFitFirst)
        {
            if (use.IsOpen(now))
                return use.Line.Version;
        }

        return null;
    }

    /// <summary>The line to name in a refusal; null when none decided.</summary>
    public LicenseLine? Deciding(DenialReason reason, FeatureVersion version, DateTimeOffset now) => reason switch
    {
        DenialReason.VersionTooHigh when bestFitFirst.Length > 0 => bestFitFirst[^1].Line,
        DenialReason.NotYetValid => FirstToStart(version, now),
        DenialReason.LicenseEnded => LastThatEnded(version, now),
        DenialReason.AllSeatsTaken or DenialReason.QueueFull when FirstOpen(version, now) is >= 0 and var best => bestFitFirst[best].Line,
        _ => null,
    };

    /// <summary>The sufficient line that starts next; null when none is to start.</summary>
    public LicenseLine? FirstToStart(FeatureVersion version, DateTimeOffset now)
    {
        LicenseLine? first = null;
        foreach (var use in bestFitFirst)
        {
            if (use.Line.Version >= version && use.IsEarly(now) && !(use.Line.StartsAt >= first?.StartsAt))
                first = use.Line;
        }

        return first;
    }

    private LicenseLine? LastThatEnded(FeatureVersion version, DateTimeOffset now)
    {
        LicenseLine? last = null;
        foreach (var use in bestFitFirst)
        {
            if (use.Line.Version >= version && use.IsOver(now) && !(use.Line.ClosesAt <= last?.ClosesAt))
                last = use.Line;
        }

        return last;
    }
}

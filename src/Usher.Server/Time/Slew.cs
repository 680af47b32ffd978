namespace Usher.Server.Time;

/// <summary>A difference to another clock that is followed little by little.</summary>
/// <param name="Done">What was followed before.</param>
/// <param name="Since">The monotonic timestamp at which the rest was measured.</param>
/// <param name="Rest">What was to be followed then; negative: the other clock was behind.</param>
internal readonly record struct Slew(TimeSpan Done, long Since, TimeSpan Rest)
{
    private const int Million = 1_000_000;

    /// <summary>The whole difference, once all of it is followed.</summary>
    public TimeSpan Whole => Done + Rest;

    /// <summary>How much is followed by now.</summary>
    /// <param name="elapsed">How long ago the rest was measured.</param>
    /// <param name="ppmMax">The most that is followed of that time, in millionths.</param>
    public TimeSpan After(TimeSpan elapsed, int ppmMax)
    {
        var reach = elapsed.Ticks * ppmMax / Million;
        return Rest.Ticks >= 0 ? Done + new TimeSpan(Math.Min(reach, Rest.Ticks)) : Done - new TimeSpan(Math.Min(reach, -Rest.Ticks));
    }
}

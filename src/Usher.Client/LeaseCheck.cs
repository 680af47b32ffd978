namespace Usher.Client;

/// <summary>
/// The three answers to "is this lease still good?": yes, no, not known now. A closed family. That no server could be asked is
/// never a "no".
/// </summary>
public abstract record LeaseCheck
{
    private protected LeaseCheck() { }

    /// <summary>A server says that the seat is held.</summary>
    /// <param name="Remaining">How long from now without another sign of life, by this process's own clock; above zero.</param>
    public sealed record Good(TimeSpan Remaining) : LeaseCheck;

    /// <summary>The lease is over: lost, or given back. Stop using the seat; asking again does not help.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    public sealed record Gone(UsherProblem Reason) : LeaseCheck;

    /// <summary>Nobody answered in time. The last promise still holds: see <see cref="Lease.Remaining"/>.</summary>
    /// <param name="Problem">What went wrong, and what to do.</param>
    public sealed record Unknown(UsherProblem Problem) : LeaseCheck;
}

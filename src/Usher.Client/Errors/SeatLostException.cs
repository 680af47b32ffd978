namespace Usher.Client;

/// <summary>The lease is over: the seat may be somebody else's. Check out again; do not retry with this lease.</summary>
public sealed class SeatLostException : UsherException
{
    /// <summary>An exception for the reason of the loss.</summary>
    /// <param name="lease">Which lease.</param>
    /// <param name="problem">Why it is over.</param>
    public SeatLostException(LeaseId lease, UsherProblem problem)
        : base(problem, inner: null) => Lease = lease;

    /// <summary>Which lease.</summary>
    public LeaseId Lease { get; }
}

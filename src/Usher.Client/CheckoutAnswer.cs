namespace Usher.Client;

/// <summary>
/// The three answers to "may I have a seat?": granted, denied, unknown. A closed family. That no server could be asked
/// is never a "no".
/// </summary>
public abstract record CheckoutAnswer
{
    private protected CheckoutAnswer() { }

    /// <summary>The seat is held. Dispose the lease to give it back.</summary>
    /// <param name="Lease">The seat.</param>
    public sealed record Granted(Lease Lease) : CheckoutAnswer;

    /// <summary>A server that serves this feature's vendor said no.</summary>
    /// <param name="Refusal">Why, who holds the seats, and what to do.</param>
    public sealed record Denied(Refusal Refusal) : CheckoutAnswer;

    /// <summary>No trusted server gave an answer in time.</summary>
    /// <param name="Problem">What went wrong, and what to do.</param>
    public sealed record Unknown(UsherProblem Problem) : CheckoutAnswer;
}

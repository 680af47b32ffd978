namespace Usher.Client;

/// <summary>A server said no. <see cref="Refusal"/> says why, who holds the seats, and when one frees.</summary>
/// <remarks>A retry helps when <see cref="UsherException.RetryHelps"/> says so; queueing (<see cref="CheckoutOptions.Wait"/>) is fairer.</remarks>
public sealed class RefusedException : UsherException
{
    /// <summary>An exception for a refusal.</summary>
    public RefusedException(Refusal refusal)
        : base(new UsherProblem(refusal.Code, refusal.Message, refusal.Hint, refusal.RetryAfter is not null), inner: null) =>
        Refusal = refusal;

    /// <summary>Everything that the server told.</summary>
    public Refusal Refusal { get; }
}

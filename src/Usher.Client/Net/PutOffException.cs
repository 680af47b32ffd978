namespace Usher.Client.Net;

/// <summary>The wait was given up while the server asked to come again later; what it said is why.</summary>
internal sealed class PutOffException(UsherProblem problem, CancellationToken cancellationToken)
    : OperationCanceledException(problem.Message, cancellationToken)
{
    /// <summary>The server's last word.</summary>
    internal UsherProblem Problem { get; } = problem;
}

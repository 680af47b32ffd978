namespace Usher.Client.Net;

/// <summary>One server could not be used.</summary>
internal sealed class DialException(UsherProblem problem, Exception? inner = null) : Exception(problem.Message, inner)
{
    /// <summary>Why.</summary>
    internal UsherProblem Problem { get; } = problem;
}

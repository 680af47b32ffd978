namespace Usher.Client.Net;

/// <summary>The connection ended before the answer came; whether the server acted is unknown.</summary>
internal sealed class ConnectionEndedException(UsherProblem problem) : Exception(problem.Message)
{
    /// <summary>Why it ended.</summary>
    internal UsherProblem Problem { get; } = problem;
}

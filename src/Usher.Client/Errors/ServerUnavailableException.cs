namespace Usher.Client;

/// <summary>No trusted server gave an answer: nothing is known about the seats. Not a refusal.</summary>
/// <remarks>A retry usually helps. A lease that is held stays held until its own deadline.</remarks>
public sealed class ServerUnavailableException : UsherException
{
    /// <summary>An exception for a problem.</summary>
    public ServerUnavailableException(UsherProblem problem, Exception? inner = null)
        : base(problem, inner)
    {
    }
}

namespace Usher.Client;

/// <summary>Base of everything that the client throws about seats and servers.</summary>
public abstract class UsherException : Exception
{
    private protected UsherException(UsherProblem problem, Exception? inner)
        : base(problem.Message, inner) => Problem = problem;

    /// <summary>Code, message and hint as a value.</summary>
    public UsherProblem Problem { get; }

    /// <summary>Stable; docs/errors.md explains each.</summary>
    public string Code => Problem.Code;

    /// <summary>What to do, one line.</summary>
    public string Hint => Problem.Hint;

    /// <summary>Whether the same call may succeed later without anybody changing anything.</summary>
    public bool RetryHelps => Problem.RetryHelps;
}

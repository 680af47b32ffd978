namespace Usher.Client;

/// <summary>Something that went wrong, for programs (code) and for people (message and hint).</summary>
/// <param name="Code">Stable; docs/errors.md explains each.</param>
/// <param name="Message">What happened, one line.</param>
/// <param name="Hint">What to do, one line.</param>
/// <param name="RetryHelps">Whether the same request may succeed later without anybody changing anything.</param>
public sealed record UsherProblem(string Code, string Message, string Hint, bool RetryHelps = false)
{
    /// <summary>Code, message and hint in one line.</summary>
    public override string ToString() => $"{Code}: {Message}; {Hint}";
}

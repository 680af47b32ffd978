namespace Usher.Simulation.Kernel;

/// <summary>Something that must never be, was.</summary>
/// <param name="rule">Which of docs/internals/simulation.md: the same name for the same rule.</param>
/// <param name="what">The case at hand.</param>
internal sealed class ViolationException(string rule, string what) : Exception($"{rule}: {what}")
{
    public string Rule { get; } = rule;
}

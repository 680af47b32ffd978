namespace Usher.Bench;

/// <summary>What 'usher bench --json' prints.</summary>
/// <param name="Rows">In the order of the run.</param>
/// <param name="Left">Rows that were not run, each with the reason.</param>
public sealed record BenchReport(IReadOnlyList<BenchRow> Rows, IReadOnlyList<string> Left);

namespace Usher.Bench;

/// <summary>One measured figure beside its limit.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Figure">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Limit">The same figure of the baseline, measured in the same run, or the most that is allowed; null without one.</param>
/// <param name="Ratio">Figure by limit; limit by figure where less is better. More is better.</param>
/// <param name="Budget">The least ratio that holds the budget; null when there is none.</param>
/// <param name="Verdict"><c>held</c> or <c>short</c>; null without a budget.</param>
/// <param name="Baseline">What the limit is.</param>
/// <param name="P50Ms">Median latency in milliseconds.</param>
/// <param name="P99Ms">99th percentile.</param>
/// <param name="P999Ms">99.9th percentile.</param>
/// <param name="MaxMs">The longest of all rounds, exactly.</param>
/// <param name="ServerCpu">Cores used by the server.</param>
/// <param name="ServerMb">The server's resident memory in MiB at the end.</param>
public sealed record BenchRow(
    string Name,
    double Figure,
    string Unit,
    double? Limit,
    double? Ratio,
    double? Budget,
    string? Verdict,
    string? Baseline,
    double? P50Ms,
    double? P99Ms,
    double? P999Ms,
    double? MaxMs,
    double? ServerCpu,
    double? ServerMb)
{
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <summary>A row beside a baseline of the same unit.</summary>
    public static BenchRow Against(string name, double figure, string unit, double limit, double? budget, string baseline) =>
        Judged(name, Math.Round(figure), unit, Math.Round(limit), figure / limit, budget, baseline);

    /// <summary>A row of which less is better and that must stay below a fixed limit.</summary>
    public static BenchRow AtMost(string name, double figure, string unit, double limit) =>
        Judged(name, figure >= 100 ? Math.Round(figure) : Math.Round(figure, 2), unit, limit, limit / figure, budget: 1, "at most");

    /// <summary>A row whose figure must be exactly what it is compared with: more is as wrong as less.</summary>
    public static BenchRow Exactly(string name, double figure, string unit, double limit, string baseline) =>
        Judged(name, figure, unit, limit, Math.Min(figure, limit) / Math.Max(figure, limit), budget: 1, baseline);

    /// <summary>The same with what the server used.</summary>
    /// <param name="cores">Cores, on average.</param>
    /// <param name="bytes">Resident memory at the end.</param>
    public BenchRow Using(double? cores, long? bytes) => this with
    {
        ServerCpu = cores is { } used ? Math.Round(used, 2) : null,
        ServerMb = bytes is { } held ? Math.Round(held / BytesPerMebibyte, 1) : null,
    };

    /// <summary>The middle one.</summary>
    internal static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    private static BenchRow Judged(
        string name, double figure, string unit, double limit, double ratio, double? budget, string baseline) => new(
            name, figure, unit, limit, Math.Round(ratio, 3), budget, budget is null ? null : ratio >= budget ? "held" : "short", baseline,
            P50Ms: null, P99Ms: null, P999Ms: null, MaxMs: null, ServerCpu: null, ServerMb: null);
}

using System.Globalization;
using Usher.Bench;
using Usher.Cli.Output;

namespace Usher.Cli.Benchmarks;

/// <summary>The rows of the bench for a person.</summary>
internal static class BenchPage
{
    /// <summary>Writes a table of the figures, one of latencies and of what the server used, then what was left out.</summary>
    public static void Write(BenchReport report, Surroundings surroundings)
    {
        Figures(report.Rows).Write(surroundings);
        var costs = Costs(report.Rows.Where(row => (row.MaxMs ?? row.ServerCpu ?? row.ServerMb) is not null));
        if (costs.Count > 0)
        {
            surroundings.Output.WriteLine();
            costs.Write(surroundings);
        }

        foreach (var reason in report.Left)
            surroundings.Output.WriteLine($"not run: {reason}");
    }

    private static Table Figures(IEnumerable<BenchRow> rows)
    {
        var table = new Table("row", ">figure", "unit", ">limit", ">ratio", ">budget", "verdict", "limit is");
        foreach (var row in rows)
        {
            table.Add(
                row.Name, Figure(row.Figure), row.Unit, Figure(row.Limit), Short(row.Ratio), Short(row.Budget), row.Verdict ?? "", row.Baseline ?? "");
        }

        return table;
    }

    private static Table Costs(IEnumerable<BenchRow> rows)
    {
        var table = new Table("row", ">p50 ms", ">p99 ms", ">p99.9 ms", ">max ms", ">cores", ">MiB");
        foreach (var row in rows)
            table.Add(row.Name, Short(row.P50Ms), Short(row.P99Ms), Short(row.P999Ms), Short(row.MaxMs), Short(row.ServerCpu), Whole(row.ServerMb));
        return table;
    }

    private static string Figure(double? value) => value is { } number ? number.ToString(number >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture) : "";

    private static string Whole(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Short(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}

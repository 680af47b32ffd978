using Usher.Bench;
using Usher.Cli.Commands;

namespace Usher.Cli.Tests.Benchmarks;

public sealed class BenchPageTests : IDisposable
{
    private const int Columns = 120;

    private static readonly BenchRow Seats =
        BenchRow.Against("checkout/check-in 200x1 against redis", 606_314, "requests/s", 612_431, 1.2, "redis, appendfsync always").Using(1.15, 649 << 20) with
        {
            P50Ms = 3.241, P99Ms = 8.7, P999Ms = 1_023.456, MaxMs = 12_345.678,
        };

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void The_longest_answer_stands_beside_the_percentiles()
    {
        Print(json: false, Seats, BenchRow.AtMost("usher version", 46, "ms", 80));

        Assert.Equal(
            """
            row                                     figure  unit          limit  ratio  budget  verdict  limit is
            checkout/check-in 200x1 against redis  606,314  requests/s  612,431   0.99     1.2  short    redis, appendfsync always
            usher version                               46  ms               80   1.74       1  held     at most

            row                                    p50 ms  p99 ms  p99.9 ms    max ms  cores  MiB
            checkout/check-in 200x1 against redis    3.24     8.7   1023.46  12345.68   1.15  649

            """,
            _stage.Output);
    }

    [Fact]
    public void A_line_fits_into_120_columns_unless_the_name_of_its_row_is_long()
    {
        Print(json: false, Seats);

        Assert.All(_stage.Output.Split('\n'), line => Assert.InRange(line.Length, 0, Columns));
    }

    [Fact]
    public void Where_no_row_has_latencies_there_is_one_table()
    {
        Print(json: false, BenchRow.AtMost("usher version", 46, "ms", 80));

        Assert.DoesNotContain("max ms", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_reads_it_as_maxMs()
    {
        Print(json: true, Seats);

        Assert.Equal(12_345.678, _stage.Json.GetProperty("rows")[0].GetProperty("maxMs").GetDouble());
    }

    private void Print(bool json, params BenchRow[] rows) => BenchCommand.Print(new BenchReport(rows, []), json, _stage.Surroundings);
}

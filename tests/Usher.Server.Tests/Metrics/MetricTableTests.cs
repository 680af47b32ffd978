using System.Diagnostics.Metrics;
using Usher.Server.Metrics;
using Usher.Server.Seats;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Metrics;

public sealed class MetricTableTests : IDisposable
{
    // MetricTable.LogUnobserved and LogLeftOut.
    private const int Unobserved = 1700, LeftOut = 1701;

    private readonly MetricTable table = Readings.NewTable();

    private Meter Meter => table.Meters.Create("Usher.Test");

    public void Dispose() => table.Dispose();

    [Fact]
    public void Two_servers_in_one_process_do_not_count_into_each_other()
    {
        using var other = Readings.NewTable();
        var (ours, theirs) = (new SeatsMetrics(table.Meters), new SeatsMetrics(other.Meters));

        ours.Drop(DropReason.Idle);
        theirs.Drop(DropReason.Idle);
        theirs.Drop(DropReason.Idle);

        Assert.Equal(1, table.Value("usher_connections_dropped_total", "reason=\"idle\""));
        Assert.Equal(2, other.Value("usher_connections_dropped_total", "reason=\"idle\""));
    }

    [Fact]
    public void A_meter_that_belongs_to_no_server_shows_in_each_and_one_of_another_name_in_none()
    {
        using var shared = new Meter("Usher.Unscoped");
        using var foreign = new Meter("Contoso.Usher.");
        shared.CreateCounter<int>("usher.test.shared").Add(3);
        foreign.CreateCounter<int>("usher.test.foreign").Add(3);

        Assert.Equal(3, table.Value("usher_test_shared_total"));
        Assert.Empty(table.Series("usher_test_foreign_total"));
    }

    [Fact]
    public void Every_kind_of_instrument_says_what_it_measured()
    {
        var (up, gauge) = (Meter.CreateUpDownCounter<long>("usher.test.up"), Meter.CreateGauge<double>("usher.test.gauge"));
        up.Add(5);
        up.Add(-7);
        gauge.Record(4);
        gauge.Record(2.5);
        Meter.CreateCounter<double>("usher.test.parts").Add(0.5);
        Meter.CreateObservableCounter("usher.test.seen", () => 7L);
        Meter.CreateObservableUpDownCounter("usher.test.level", () => -3);
        Meter.CreateObservableGauge("usher.test.ratio", () => 0.25);

        Assert.Equal(-2, table.Value("usher_test_up"));
        Assert.Equal(2.5, table.Value("usher_test_gauge"));
        Assert.Equal(0.5, table.Value("usher_test_parts_total"));
        Assert.Equal(7, table.Value("usher_test_seen_total"));
        Assert.Equal(-3, table.Value("usher_test_level"));
        Assert.Equal(0.25, table.Value("usher_test_ratio"));
        Assert.Equal(7, table.Value("usher_test_seen_total")); // Read again, not added again.
    }

    [Fact]
    public void Observed_values_with_the_same_labels_are_summed_and_those_no_longer_observed_are_gone()
    {
        string[] names = ["a", "b", "a"];
        Meter.CreateObservableGauge("usher.test.named", () => names.Select(name => new Measurement<int>(2, new KeyValuePair<string, object?>("name", name))));

        Assert.Equal(["name=\"a\" 4", "name=\"b\" 2"], Named());
        names = ["b"];
        Assert.Equal(["name=\"b\" 2"], Named());

        IEnumerable<string> Named() => table.Series("usher_test_named").Select(series => $"{series.Labels.Text} {series.Value}");
    }

    [Fact]
    public async Task An_instrument_that_cannot_be_observed_costs_its_own_values_alone()
    {
        using var log = new LogTap(Unobserved);
        using var tapped = new MetricTable(log);
        var meter = tapped.Meters.Create("Usher.Test");
        meter.CreateObservableGauge("usher.test.broken", Broken);
        meter.CreateObservableGauge("usher.test.whole", () => 1);

        Assert.Equal(1, tapped.Value("usher_test_whole"));
        Assert.Empty(tapped.Series("usher_test_broken"));
        Assert.IsType<AggregateException>(await log.Logged);

        static int Broken() => throw new InvalidOperationException("broken");
    }

    [Fact]
    public async Task Two_instruments_of_one_name_are_one_metric_if_they_are_of_one_kind()
    {
        using var log = new LogTap(LeftOut);
        using var tapped = new MetricTable(log);
        tapped.Meters.Create("Usher.One").CreateCounter<long>("usher.test.same").Add(1);
        tapped.Meters.Create("Usher.Two").CreateCounter<long>("usher.test.same").Add(2);
        tapped.Meters.Create("Usher.Three").CreateUpDownCounter<long>("usher.test.same.total").Add(4);

        Assert.Equal(3, tapped.Value("usher_test_same_total"));
        Assert.Null(await log.Logged);
    }

    [Fact]
    public void Measuring_allocates_nothing_once_the_labels_are_known()
    {
        var metrics = new SeatsMetrics(table.Meters);
        var now = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
        Measure(2_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(2_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Measure(int times)
        {
            for (var time = 0; time < times; time++)
            {
                metrics.Heartbeats.Add(1);
                metrics.Connections.Add(1);
                metrics.Problem("USH2003");
                metrics.Drop(DropReason.Idle);
                metrics.Seen(now, now.AddSeconds(time % 30));
            }
        }
    }

    [Fact]
    public void A_number_is_exact_beyond_what_a_float_could_hold()
    {
        Meter.CreateCounter<long>("usher.test.large").Add(1L << 53);
        Assert.EndsWith(" 9007199254740992", table.Lines().Single(line => line.StartsWith("usher_test_large_total", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}

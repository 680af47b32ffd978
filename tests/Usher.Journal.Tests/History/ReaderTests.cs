using Usher.Core;
using Usher.Journal.History;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>What reports can ask.</summary>
public sealed class ReaderTests : IAsyncLifetime
{
    private static readonly PoolId Sim = new("acme", "sim");

    private readonly Ledger ledger = new();

    /// <summary>Ann holds one seat of two for an hour, Bob both from the half hour on; Cid is refused twice, Dan waits for nothing.</summary>
    public async ValueTask InitializeAsync()
    {
        var (ann, bob, dan) = (ledger.NextLease(), ledger.NextLease(), ledger.NextLease());
        await ledger.AppendAsync(
            Lines(0, Line(2)), Grant(0, ann, "ann"), Grant(30, bob, "bob"), Deny(40, ledger.NextLease(), "cid"),
            Deny(41, ledger.NextLease(), "cid"), Wait(45, dan, "dan"), new PoolEvent.WaitEnded(At(50), dan, WaitEndReason.TimedOut), End(60, ann));
        await ledger.AppendAsync(Sim, Lines(0, Line(5)), Grant(10, ledger.NextLease(), "ann", seats: 2));
        await ledger.ProjectAsync(TimeSpan.FromMinutes(90));
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task The_state_says_how_far_the_history_reaches()
    {
        var state = await ledger.Reader.StateAsync();

        Assert.Equal(At(90), state.CaughtUpAt);
        Assert.Equal([CadPool, Sim], state.Pools);
    }

    [Fact]
    public async Task A_series_has_peaks_sums_and_the_time_at_the_ceiling()
    {
        var series = await ledger.Reader.UsageAsync(CadPool, Noon, At(90), TimeSpan.FromMinutes(30));

        Assert.Equal(
            [
                new UsageBucket(Noon, TimeSpan.FromMinutes(30), 2, new(1, 1, 0, 0, 0), new(0.5, 0, 0, 0), TimeSpan.Zero),
                new UsageBucket(At(30), TimeSpan.FromMinutes(30), 2, new(2, 2, 0, 0, 1), new(1, 0, 0, 5 / 60.0), TimeSpan.FromMinutes(30)),
                new UsageBucket(At(60), TimeSpan.FromMinutes(30), 2, new(1, 1, 0, 0, 0), new(0.5, 0, 0, 0), TimeSpan.Zero),
            ],
            series.Buckets);
    }

    [Fact]
    public async Task A_series_ends_where_the_history_does()
    {
        var series = await ledger.Reader.UsageAsync(CadPool, Noon, At(600), TimeSpan.FromHours(1));

        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)], series.Buckets.Select(bucket => bucket.Covered));
    }

    [Fact]
    public async Task A_feature_without_history_has_an_empty_series()
    {
        Assert.Empty((await ledger.Reader.UsageAsync(new PoolId("acme", "nothing"), Noon, At(90), TimeSpan.FromHours(1))).Buckets);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task A_bucket_divides_an_hour_or_is_made_of_hours(double minutes)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ledger.Reader.UsageAsync(CadPool, Noon, At(90), TimeSpan.FromMinutes(minutes)));
    }

    [Fact]
    public async Task A_series_has_at_most_ten_thousand_buckets()
    {
        var most = await ledger.Reader.UsageAsync(CadPool, At(90 - HistoryReader.BucketsMax), At(90), TimeSpan.FromMinutes(1));

        Assert.Equal(HistoryReader.BucketsMax, most.Buckets.Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ledger.Reader.UsageAsync(CadPool, At(89 - HistoryReader.BucketsMax), At(90), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repetition()
    {
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await ledger.Reader.SessionsAsync(ledger.All, 1, next);
            seen.AddRange(page.Rows.Select(session => $"{session.Pool.Feature} {session.Holder.User}"));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(["cad bob", "sim ann", "cad ann"], seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(HistoryReader.RowsMax + 1)]
    public async Task A_page_has_1_to_10_000_rows(int rows)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ledger.Reader.SessionsAsync(ledger.All, rows));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ledger.Reader.DenialsAsync(ledger.All, rows));
        Assert.Equal(3, (await ledger.Reader.SessionsAsync(ledger.All, HistoryReader.RowsMax)).Rows.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1-2")]
    [InlineData("1-2-x")]
    [InlineData("1-2--3")]
    [InlineData("' OR 1=1")]
    public async Task A_page_begins_only_where_one_ended(string after)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Reader.SessionsAsync(ledger.All, 1, after));
    }

    [Fact]
    public async Task Sessions_are_found_by_feature_user_host_time_and_whether_they_live()
    {
        var all = ledger.All;
        Assert.Equal(["bob", "ann"], await UsersAsync(all with { Vendor = "acme", Feature = "cad" }));
        Assert.Equal(["ann", "ann"], await UsersAsync(all with { User = "ann" }));
        Assert.Equal(["bob"], await UsersAsync(all with { Host = "bob-pc" }));
        Assert.Equal(["bob", "ann"], await UsersAsync(all with { IsOpenOnly = true }));
        Assert.Equal(["bob", "ann"], await UsersAsync(all with { From = At(60) }));
        Assert.Equal(["ann"], await UsersAsync(all with { To = At(10) }));
        Assert.Empty(await UsersAsync(all with { User = "' OR '1'='1" }));
    }

    [Fact]
    public async Task Denials_are_found_by_cause_and_time()
    {
        Assert.Equal(["dan", "cid", "cid"], await DeniedAsync(ledger.All));
        Assert.Equal(["dan"], await DeniedAsync(ledger.All with { Cause = DenialCause.WaitTimedOut }));
        Assert.Equal(["cid"], await DeniedAsync(ledger.All with { From = At(41), To = At(50) }));
    }

    [Fact]
    public async Task Denials_are_counted_by_feature_and_cause()
    {
        Assert.Equal(
            [
                new DenialCount(CadPool, DenialCause.AllSeatsTaken, 2, 1, At(40), At(41)),
                new DenialCount(CadPool, DenialCause.WaitTimedOut, 1, 1, At(50), At(50)),
            ],
            await ledger.Reader.CountDenialsAsync(ledger.All));
    }

    [Fact]
    public async Task People_are_listed_by_the_seat_hours_of_the_time()
    {
        var within = new HistoryFilter(At(30), At(60));

        Assert.Equal(
            [new UserUse("ann", 2, 1.5, 1), new UserUse("bob", 1, 0.5, 1)],
            await ledger.Reader.TopUsersAsync(within, 10));
        Assert.Equal(["ann"], (await ledger.Reader.TopUsersAsync(within, 1)).Select(one => one.User));
    }

    [Fact]
    public async Task A_report_has_the_facts_of_every_feature()
    {
        var report = await ledger.Reader.ReportAsync(Noon, At(120));

        var cad = report[0];
        Assert.Equal((CadPool, 2, At(30), 2, 2), (cad.Pool, cad.SeatsAtEnd, cad.PeakAt, cad.Sessions, cad.Users));
        Assert.Equal((2, TimeSpan.FromMinutes(30), 2.0), (cad.Use.Peak.Used, cad.Use.Full, cad.Use.Hours.Used));
        Assert.Equal([2, 1], cad.Denials.Select(denial => denial.Count));
        Assert.Equal((Sim, 5, At(10), 1), (report[1].Pool, report[1].SeatsAtEnd, report[1].PeakAt, report[1].Users));
    }

    private async Task<IEnumerable<string>> UsersAsync(HistoryFilter filter) =>
        (await ledger.Reader.SessionsAsync(filter, 10)).Rows.Select(session => session.Holder.User);

    private async Task<IEnumerable<string>> DeniedAsync(HistoryFilter filter) =>
        (await ledger.Reader.DenialsAsync(filter, 10)).Rows.Select(denial => denial.Holder.User);
}

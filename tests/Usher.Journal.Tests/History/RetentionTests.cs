using Usher.Core;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>What is kept, for how long, and that it goes in small steps.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    private readonly Ledger ledger = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_session_is_kept_for_400_days_after_its_end(int ticksMore, int sessions)
    {
        var lease = ledger.NextLease();
        await ledger.AppendAsync(Lines(0, Line(5)), Grant(1, lease), End(10, lease));

        await ledger.ProjectAsync(TimeSpan.FromMinutes(10) + Kept + TimeSpan.FromTicks(ticksMore));

        Assert.Equal(sessions, (await ledger.SessionsAsync()).Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_denial_is_kept_for_400_days(int ticksMore, int denials)
    {
        await ledger.AppendAsync(Lines(0, Line(5)), Deny(10, ledger.NextLease()));

        await ledger.ProjectAsync(TimeSpan.FromMinutes(10) + Kept + TimeSpan.FromTicks(ticksMore));

        Assert.Equal(denials, (await ledger.DenialsAsync()).Count);
    }

    [Fact]
    public async Task A_session_that_lives_is_never_pruned()
    {
        await ledger.AppendAsync(Lines(0, Line(5)), Grant(1, ledger.NextLease()));

        await ledger.ProjectAsync(Kept * 3);

        Assert.Single(await ledger.SessionsAsync());
    }

    [Fact]
    public async Task Minutes_become_hours_after_30_days()
    {
        await OneHourADay(days: 40);

        await ledger.ProjectAsync(TimeSpan.FromDays(40));

        var old = await ledger.Reader.UsageAsync(CadPool, Noon, Noon.AddDays(1), TimeSpan.FromMinutes(15));
        var fresh = await ledger.Reader.UsageAsync(CadPool, Noon.AddDays(35), Noon.AddDays(36), TimeSpan.FromMinutes(15));
        Assert.Equal((TimeSpan.FromHours(1), 24), (old.Bucket, old.Buckets.Count));
        Assert.Equal((TimeSpan.FromMinutes(15), 96), (fresh.Bucket, fresh.Buckets.Count));
        Assert.Equal(1.0, old.Buckets.Sum(bucket => bucket.Hours.Active), 9);
        Assert.Equal(1.0, fresh.Buckets.Sum(bucket => bucket.Hours.Active), 9);
    }

    [Fact]
    public async Task What_is_held_since_before_the_kept_time_is_still_counted()
    {
        await ledger.AppendAsync(Lines(0, Line(5)), Grant(1, ledger.NextLease(), seats: 3));

        await ledger.ProjectAsync(TimeSpan.FromDays(900));

        var day = await ledger.Reader.UsageAsync(CadPool, Noon.AddDays(899), Noon.AddDays(900), TimeSpan.FromHours(1));
        Assert.All(day.Buckets, bucket => Assert.Equal((3, 3.0), (bucket.Peak.Used, bucket.Hours.Active)));
    }

    [Fact]
    public async Task Usage_is_gone_after_400_days()
    {
        await OneHourADay(days: 3);

        await ledger.ProjectAsync(Kept + TimeSpan.FromDays(2));

        var all = await ledger.Reader.UsageAsync(CadPool, Noon, Noon.AddDays(3), TimeSpan.FromHours(1));
        Assert.Equal([Noon.AddDays(2)], all.Buckets.Where(bucket => bucket.Peak.Used > 0).Select(bucket => bucket.At));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public async Task Rows_go_in_steps_and_all_of_them_go(int rowsMax)
    {
        ledger.Settings = ledger.Settings with { RowsPerPruneMax = rowsMax };
        await ledger.RestartAsync();
        await ledger.AppendAsync([Lines(0, Line(5)), .. Enumerable.Range(0, 25).Select(i => Deny(i, ledger.NextLease()))]);

        await ledger.ProjectAsync(Kept + TimeSpan.FromDays(1));

        Assert.Empty(await ledger.DenialsAsync());
        Assert.Equal(25, ledger.Watch.RowsPruned);
    }

    private Task OneHourADay(int days) => ledger.AppendAsync([
        Lines(0, Line(5)),
        .. Enumerable.Range(0, days).SelectMany(day =>
        {
            var lease = ledger.NextLease();
            return (PoolEvent[])[Grant(day * 1440, lease), End((day * 1440) + 60, lease)];
        }),
    ]);
}

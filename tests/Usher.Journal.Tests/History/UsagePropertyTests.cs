using Usher.Journal.History;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>Usage of any story, by the minute and by the hour, is what a pool that replays it counts.</summary>
public sealed class UsagePropertyTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_bucket_is_what_the_pool_counts(int seed)
    {
        await using var ledger = new Ledger();
        var story = Story.Of(seed, events: 250);
        // Restarts in the middle, because what is in memory then must come from the tables.
        await ledger.AppendAsync([.. story.Take(100)]);
        await ledger.ProjectAsync();
        await ledger.RestartAsync();
        await ledger.AppendAsync([.. story.Skip(100)]);
        var end = story.Max(happened => happened.At).AddMinutes(77.7);
        await ledger.ProjectAsync(end - Noon);

        foreach (var bucket in (TimeSpan[])[TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6)])
        {
            var series = await ledger.Reader.UsageAsync(CadPool, Noon, end, bucket);

            Assert.Equal(new UsageOracle(story, bucket, end).Buckets(), series.Buckets.Select(Rounded));
        }
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds => Enumerable.Range(1, 60).Select(seed => new TheoryDataRow<int>(seed));

    /// <summary>Sums of hours without the last digits, which are not the same when the order of adding is not.</summary>
    private static UsageBucket Rounded(UsageBucket bucket) => bucket with { Hours = UsageOracle.Rounded(bucket.Hours) };
}

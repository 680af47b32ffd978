using Usher.Server.Metrics;

namespace Usher.Server.Tests.Metrics;

public sealed class SeriesIndexTests
{
    private readonly SeriesIndex index = new([]);

    [Fact]
    public void The_same_labels_are_the_same_series_in_either_order()
    {
        var one = index.Find([new("code", "a"), new("reason", "b")]);

        Assert.Same(one, index.Find([new("code", "a"), new("reason", "b")]));
        Assert.Same(one, index.Find([new("reason", "b"), new("code", "a")]));
        Assert.NotSame(one, index.Find([new("code", "b"), new("reason", "a")]));
        Assert.NotSame(one, index.Find([new("code", "a")]));
    }

    [Fact]
    public void As_many_series_as_may_be_have_their_own_labels_and_the_rest_is_summed_under_other()
    {
        for (var at = 0; at < SeriesIndex.SeriesMax; at++)
            index.Find([new("n", $"{at}")]).Add(1);
        Assert.Equal(SeriesIndex.SeriesMax, index.All.Count);
        Assert.DoesNotContain(index.All, series => series.Labels.Text == "n=\"other\"");

        index.Find([new("n", "one more")]).Add(1);
        index.Find([new("n", "and one more")]).Add(1);
        index.Find([new("n", "7")]).Add(1);

        Assert.Equal(SeriesIndex.SeriesMax + 1, index.All.Count);
        Assert.Equal(2, index.All.Single(series => series.Labels.Text == "n=\"other\"").Read().Value);
        Assert.Equal(2, index.All.Single(series => series.Labels.Text == "n=\"7\"").Read().Value);
    }

    [Fact]
    public void What_is_no_longer_told_makes_room_again()
    {
        for (var at = 0; at <= SeriesIndex.SeriesMax; at++)
            index.Find([new("n", $"{at}")]).Add(1);
        foreach (var series in index.All)
            series.Forget();
        index.Find([new("n", "3")]).Add(5);
        index.RemoveUnseen();

        Assert.Equal(["n=\"3\" 5"], index.All.Select(series => $"{series.Labels.Text} {series.Read().Value}"));
        index.Find([new("n", "new")]).Add(1);
        Assert.Contains(index.All, series => series.Labels.Text == "n=\"new\"");
    }

    [Fact]
    public void No_measurement_is_lost_when_threads_meet_the_same_new_labels()
    {
        const int Each = 20_000, Labels = 300;
        Parallel.For(0, 4, _ =>
        {
            for (var at = 0; at < Each; at++)
                index.Find([new("n", $"{at % Labels}")]).Add(1);
        });

        Assert.Equal(Labels, index.All.Count);
        Assert.Equal(4 * Each, index.All.Sum(series => series.Read().Value));
    }
}

using System.Net;
using Usher.Server.Networks;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Networks;

public sealed class DroppedSourcesTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Neighbours_are_one_network_with_the_newest_address()
    {
        var sources = Sources("203.0.113.9", "2001:db8::1", "203.0.113.77", "2001:db8::2");
        Assert.Equal(
            ["2001:db8::/64 2 2001:db8::2", "203.0.113.0/24 2 203.0.113.77"],
            sources.Newest.Select(source => $"{source.Network} {source.Dropped} {source.LastAddress}"));
        Assert.All(sources.Newest, source => Assert.Equal(_clock.Now, source.LastAt));
    }

    [Fact]
    public void So_many_networks_are_remembered_and_one_more_forgets_the_one_that_was_quiet_for_longest()
    {
        var sources = Sources([.. Enumerable.Range(0, DroppedSources.SourcesMax).Select(i => $"203.0.{i}.1"), "203.0.0.1"]);
        Assert.Equal((DroppedSources.SourcesMax, 0L), (sources.Newest.Count, sources.Forgotten));

        sources.Add(IPAddress.Parse("198.51.100.1"));

        Assert.Equal((DroppedSources.SourcesMax, 1L), (sources.Newest.Count, sources.Forgotten));
        Assert.DoesNotContain(sources.Newest, source => source.Network == "203.0.1.0/24");
        Assert.Equal(["198.51.100.0/24", "203.0.0.0/24"], sources.Newest.Take(2).Select(source => source.Network));
    }

    private DroppedSources Sources(params string[] addresses)
    {
        var sources = new DroppedSources(_clock);
        foreach (var address in addresses)
            sources.Add(IPAddress.Parse(address));
        return sources;
    }
}

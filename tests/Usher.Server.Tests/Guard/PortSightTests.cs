using Usher.Server.Guard;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Guard;

/// <summary>What the guard watches with its defaults.</summary>
public sealed class PortSightTests
{
    [Theory]
    [InlineData("0.0.0.0:1203", "nc", true)]
    [InlineData("0.0.0.0:1455", "usher", true)]
    [InlineData("0.0.0.0:27000", "nc", true)]
    [InlineData("0.0.0.0:45000", "adskflex", true)]
    [InlineData("0.0.0.0:45000", "usher", false)]
    [InlineData("0.0.0.0:22", "sshd", false)]
    [InlineData("0.0.0.0:8080", "java", false)]
    public async Task License_ports_are_watched_and_managers_of_others_on_any_port(string endpoint, string process, bool isWatched)
    {
        await using var server = await CoreScenario.StartAsync();
        Assert.Equal(isWatched, new PortSight(server.Core).IsWatched(Some.Listener(endpoint, process)));
    }
}

using Usher.Protocol;
using Usher.Server.Backup;
using Usher.Server.Management.Routes;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management;

public sealed class HealthTests
{
    [Fact]
    public async Task A_server_that_grants_nothing_is_not_ready_and_says_why_without_details()
    {
        await using var scenario = await CoreScenario.StartAsync();
        var health = new HealthRoutes(scenario.Core);
        Assert.Equal("ok\n", health.Ready().ResponseContent);

        scenario.Machine.Wall -= TimeSpan.FromDays(1);
        await scenario.Upkeep.TickAsync();

        var answer = health.Ready();
        Assert.Equal((503, "not ready: the clock is wrong\n"), (answer.StatusCode, answer.ResponseContent));
    }

    [Fact]
    public async Task A_server_that_was_restored_is_not_ready_while_it_holds_new_seats_back()
    {
        await using var scenario = await CoreScenario.StartAsync(options =>
        {
            new RestoreMark(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1)).Write(options.DataFolder);
            return options;
        });

        var answer = new HealthRoutes(scenario.Core).Ready();

        Assert.Equal((503, "not ready: restored, and nothing new is granted yet\n"), (answer.StatusCode, answer.ResponseContent));
        Assert.Equal(ErrorCodes.Restored, scenario.Core.Condition?.Code);
    }
}

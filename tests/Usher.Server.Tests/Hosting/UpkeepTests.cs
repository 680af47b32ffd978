using Usher.Journal.Memory;
using Usher.Protocol;

namespace Usher.Server.Tests.Hosting;

public sealed class UpkeepTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task An_idle_server_marks_the_time_every_hour()
    {
        await using var server = await CoreScenario.StartAsync();
        server.Machine.Pass(Hour - Tick);
        await server.Upkeep.TickAsync();
        Assert.Empty(await server.LogAsync());

        server.Machine.Pass(Tick);
        await server.Upkeep.TickAsync();
        await server.Upkeep.TickAsync();
        Assert.Equal(["clock-mark/1"], await server.LogAsync());
    }

    [Fact]
    public async Task A_clock_set_back_is_the_servers_condition_and_is_written_down_once_each_way()
    {
        await using var server = await CoreScenario.StartAsync();
        server.Machine.Wall -= Hour;
        await server.Upkeep.TickAsync();
        await server.Upkeep.TickAsync();
        Assert.Equal(ErrorCodes.ClockSetBack, server.Core.Condition?.Code);

        server.Machine.Wall += Hour;
        await server.Upkeep.TickAsync();
        Assert.Null(server.Core.Condition);
        Assert.Equal(["clock-set-back/1", "clock-recovered/1"], await server.LogAsync());
    }

    [Fact]
    public async Task A_clock_that_leaps_forward_gives_no_seat_away_whose_client_still_counts_on_it()
    {
        await using var server = await CoreScenario.StartAsync();
        await server.InstallAsync("cad", 1);
        await server.Upkeep.TickAsync();
        Assert.Equal("granted", await server.CheckoutAsync("ada", "cad"));

        server.Machine.Wall += Hour;
        await server.Upkeep.TickAsync();

        Assert.Equal(server.Machine.Wall, server.Core.Clock.Now);
        Assert.Equal("AllSeatsTaken", await server.CheckoutAsync("bob", "cad"));

        server.Machine.Pass(Hour);
        Assert.Equal("granted", await server.CheckoutAsync("bob", "cad"));
    }

    [Fact]
    public async Task A_license_whose_pools_could_not_take_it_goes_live_with_the_next_look()
    {
        await using var server = await CoreScenario.StartAsync();
        await server.InstallAsync("cad", 1);
        Assert.True(server.Core.Catalog.IsBehind);

        await server.Upkeep.TickAsync();

        Assert.False(server.Core.Catalog.IsBehind);
        Assert.Equal("granted", await server.CheckoutAsync("ada", "cad"));
    }

    [Fact]
    public async Task A_journal_that_fails_puts_upkeep_off_and_nothing_else()
    {
        await using var server = await CoreScenario.StartAsync();
        server.Machine.Pass(Hour);
        server.Journal.FailNext(MemoryFault.Unavailable);
        await server.Upkeep.TickAsync();
        Assert.Empty(await server.LogAsync());

        await server.Upkeep.TickAsync();
        Assert.Equal(["clock-mark/1"], await server.LogAsync());
    }
}

using Usher.Cli.Children;
using Usher.Cli.Commands;
using Usher.Cli.Output;
using Usher.Cli.Tests.Fakes;
using Usher.Client;

namespace Usher.Cli.Tests.Commands;

public sealed class SeatTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly FakeSeat _seat = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_detached_seat_prints_its_lease_alone_and_ends()
    {
        Assert.Equal(ExitCode.Done, await Checkout(new() { Detached = true }, json: false));

        Assert.Equal("00000000000000000123456789abcdef\n", _stage.Output);
    }

    [Fact]
    public async Task A_detached_seat_is_one_object_for_scripts()
    {
        Assert.Equal(ExitCode.Done, await Checkout(new() { Detached = true }, json: true));

        Assert.Equal(
            """{"lease":"00000000000000000123456789abcdef","feature":"cad","vendor":"acme","seats":1,"expiresAt":"2027-06-01T12:15:00Z","detached":true,"overdraft":false,"inGrace":false}""" + "\n",
            _stage.Output);
    }

    [Fact]
    public async Task A_seat_is_held_until_Ctrl_C_and_then_given_back()
    {
        var holding = Checkout(new(), json: false);
        Assert.False(holding.IsCompleted);

        _stage.PressCtrlC();

        Assert.Equal(ExitCode.Done, await holding);
        Assert.True(_seat.IsReturned);
    }

    [Fact]
    public async Task A_seat_that_is_lost_ends_the_wait_with_the_reason()
    {
        var holding = Checkout(new(), json: false);

        _seat.Lose();

        Assert.Equal(ExitCode.Refused, await holding);
        Assert.Contains("USH2104: an administrator took the seat away: maintenance", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_tells_people_who_holds_the_seats_and_what_to_do()
    {
        Assert.Equal(ExitCode.Refused, Failures.Report(new RefusedException(Full()), json: false, _stage.Surroundings));

        Assert.Empty(_stage.Output);
        Assert.Equal(
            """
            usher: error USH2003: all 2 seats of 'cad' are in use
              seats:   2 in all: 2 active, 1 queued, 0 free
              held by: ada@desk (cad 7), 2 seats, active for 5m
              queue:   1 waiting in front
              free at: 12:15:00Z, in 15m, at the latest if nobody renews
            usher: hint: add '--wait 10m'

            """, _stage.Error);
    }

    [Fact]
    public void A_refusal_is_one_object_for_scripts()
    {
        Assert.Equal(ExitCode.Refused, Failures.Report(new RefusedException(Full()), json: true, _stage.Surroundings));

        Assert.Empty(_stage.Error);
        Assert.Equal("USH2003", _stage.Json.GetProperty("code").GetString());
        Assert.Equal("all 2 seats of 'cad' are in use", _stage.Json.GetProperty("message").GetString());
        Assert.Equal("add '--wait 10m'", _stage.Json.GetProperty("hint").GetString());
        Assert.Equal("ada", _stage.Json.GetProperty("holders")[0].GetProperty("user").GetString());
        Assert.Equal("2027-06-01T12:15:00Z", _stage.Json.GetProperty("freeAt").GetString());
    }

    [Fact]
    public async Task The_exit_code_of_a_command_passes_through_and_its_seat_comes_back()
    {
        var child = new FakeChild();
        var running = Run(child, OnLost.Warn);
        Assert.False(_seat.IsReturned);

        child.End(37);

        Assert.Equal(37, await running);
        Assert.True(_seat.IsReturned);
    }

    [Fact]
    public async Task A_command_knows_its_lease_and_its_feature()
    {
        var child = new FakeChild();
        child.End(0);
        IEnumerable<(string, string)> seen = [];
        await using var server = new FakeServer { Seat = _seat };

        await RunCommand.RunAsync(server, "cad", new(), OnLost.Warn, variables => { seen = variables; return child; }, _stage.Surroundings);

        Assert.Equal([("USHER_LEASE", "00000000000000000123456789abcdef"), ("USHER_FEATURE", "acme/cad")], seen);
    }

    [Fact]
    public async Task A_command_whose_seat_is_lost_runs_on_with_a_warning()
    {
        var child = new FakeChild();
        var running = Run(child, OnLost.Warn);

        _seat.Lose();
        Assert.False(running.IsCompleted);
        Assert.Contains("the command runs on without a seat", _stage.Error, StringComparison.Ordinal);

        child.End(0);
        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_command_whose_seat_is_lost_is_ended_where_that_was_asked_for()
    {
        var running = Run(new FakeChild(), OnLost.Terminate);

        _seat.Lose();

        Assert.Equal(143, await running);
    }

    [Fact]
    public async Task A_lease_that_nobody_knows_cannot_be_given_back()
    {
        await using var server = new FakeServer { Knows = false };

        var refused = await Assert.ThrowsAsync<FaultException>(() => CheckInCommand.RunAsync(server, new(5), json: false, _stage.Surroundings));

        Assert.Equal((ExitCode.Refused, "USH2107"), (refused.ExitCode, refused.Fault.Code));
    }

    private async Task<int> Checkout(CheckoutOptions options, bool json)
    {
        await using var server = new FakeServer { Seat = _seat };
        return await CheckoutCommand.RunAsync(server, "cad", options, json, _stage.Surroundings);
    }

    private async Task<int> Run(FakeChild child, OnLost onLost)
    {
        await using var server = new FakeServer { Seat = _seat };
        return await RunCommand.RunAsync(server, "cad", new(), onLost, _ => child, _stage.Surroundings);
    }

    private static Refusal Full() => new()
    {
        Code = "USH2003",
        Message = "all 2 seats of 'cad' are in use",
        Hint = "add '--wait 10m'",
        Feature = "acme/cad",
        Counts = new(Total: 2, Active: 2, Lingering: 0, Reserved: 0, Borrowed: 0, Overdraft: 0, Queued: 1, Free: 0),
        Holders =
        [
            new()
            {
                Lease = new(1), User = "ada", Host = "desk", Application = "cad 7", Seats = 2, State = "active",
                Since = FixedClock.Noon.AddMinutes(-5),
            },
        ],
        HoldersTotal = 1,
        FreeAt = FixedClock.Noon.AddMinutes(15),
        Ahead = 1,
    };
}

using Usher.Cli.Commands;
using Usher.Cli.Tests.Fakes;
using Usher.Cli.Top;
using Usher.Client;

namespace Usher.Cli.Tests.Top;

public sealed class TopTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly FakeScreen _screen = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Through_a_pipe_it_is_one_page()
    {
        await using var server = Server();

        Assert.Equal(0, await TopCommand.PrintAsync(server, _stage.Surroundings));

        Assert.Equal(
            """
            usher top    serving  12:00:00Z  3 of 12 seats held, 4 waited for, 2 features

            FEATURE   USE                   ACTIVE  LINGER  BORROWED  OVERDRAFT  QUEUED  FREE  SEATS
            acme/cad  ████████████████████       2       0         0          0       4     0      2
            acme/sim  ██░░░░░░░░░░░░░░░░░░       1       0         0          0       0     9     10

            USER  HOST  FEATURE   SEATS  STATE            FOR  PROGRAM
            bob   desk  acme/sim      1  active            1h
            ada   desk  acme/cad      2  active            5m
            cid   desk  acme/cad      4  queued, place 1   1m

            """, _stage.Output);
    }

    [Fact]
    public async Task Keys_sort_and_leave()
    {
        await using var server = Server();
        var running = TopCommand.RunAsync(server, _screen, TimeSpan.FromSeconds(2), _stage.Surroundings);
        Assert.Contains("[use, longest]", (await _screen.ShownAsync())[^1], StringComparison.Ordinal);

        _screen.Press('s');
        Assert.Contains("[queue, longest]", (await _screen.ShownAsync())[^1], StringComparison.Ordinal);
        _screen.Press('h');
        Assert.Contains("[queue, seats]", (await _screen.ShownAsync())[^1], StringComparison.Ordinal);
        _screen.Press('q');

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task Ctrl_C_leaves_too()
    {
        await using var server = Server();
        var running = TopCommand.RunAsync(server, _screen, TimeSpan.FromSeconds(2), _stage.Surroundings);
        await _screen.ShownAsync();

        _stage.PressCtrlC();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_terminal_that_hangs_up_ends_it()
    {
        await using var server = Server();
        var running = TopCommand.RunAsync(server, _screen, TimeSpan.FromSeconds(2), _stage.Surroundings);
        await _screen.ShownAsync();

        _screen.HangUp();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task An_administration_that_went_away_leaves_the_last_answer_on_the_screen()
    {
        var gone = new FaultException(ExitCode.NoServer, new Fault("USH5060", "the administration cannot be reached", ""));
        await using var server = new FakeServer { Status = Sight().Status, Holders = Sight().Holders, Trouble = gone };
        var running = TopCommand.RunAsync(server, _screen, TimeSpan.FromMilliseconds(1), _stage.Surroundings);
        Assert.DoesNotContain("USH5060", (await _screen.ShownAsync())[^1], StringComparison.Ordinal);

        var shown = await _screen.ShownAsync();

        Assert.Equal("! USH5060: the administration cannot be reached", shown[^1]);
        Assert.Contains(shown, line => line.StartsWith("acme/cad", StringComparison.Ordinal));
        _screen.Press('q');
        Assert.Equal(0, await running);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(20, 5)]
    [InlineData(300, 100)]
    public void A_page_fits_the_screen(int width, int height)
    {
        var lines = TopPage.Lines(Sight(), trouble: null, TopView.Default, width, height);

        Assert.Equal(height, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void What_a_client_calls_itself_does_not_steer_the_terminal()
    {
        var sight = Sight() with { Holders = [Holder("\e[2Jada", "acme/cad", 1, 5)] };

        Assert.DoesNotContain(TopPage.Lines(sight, null, TopView.Default, 80, 24), line => line.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public void Trouble_is_said_under_the_last_answer()
    {
        var lines = TopPage.Lines(Sight(), "USH3101: no server answers", TopView.Default, 80, 24);

        Assert.Contains(lines, line => line.StartsWith("acme/cad", StringComparison.Ordinal));
        Assert.Equal("! USH3101: no server answers", lines[^1]);
    }

    [Fact]
    public void Scrolling_and_sorting_move_holders()
    {
        var sight = Sight() with { Holders = [Holder("ada", "acme/cad", 1, 5), Holder("bob", "acme/cad", 9, 1), Holder("cid", "acme/aaa", 2, 3)] };

        Assert.Equal(["ada", "cid", "bob"], Users(TopView.Default));
        Assert.Equal(["bob", "cid", "ada"], Users(TopView.Default with { IsReversed = true }));
        Assert.Equal(["bob", "cid", "ada"], Users(TopView.Default with { Holders = HolderOrder.Seats }));
        Assert.Equal(["ada", "bob", "cid"], Users(TopView.Default with { Holders = HolderOrder.User }));
        Assert.Equal(["cid", "ada", "bob"], Users(TopView.Default with { Holders = HolderOrder.Feature }));
        Assert.Equal(["cid", "bob"], Users(TopView.Default with { Scrolled = 1 }));

        IEnumerable<string> Users(TopView view) => TopPage.Lines(sight, null, view, 80, 24)
            .SkipWhile(line => !line.StartsWith("USER", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0).Select(line => line[..3]);
    }

    private static FakeServer Server() => new() { Status = Sight().Status, Holders = Sight().Holders };

    private static TopSight Sight() => new(
        "localhost:1203",
        new()
        {
            Server = new string('0', 64),
            ServerVersion = "0.1.0",
            StartedAt = FixedClock.Noon,
            Time = FixedClock.Noon,
            Condition = "serving",
            Features =
            [
                new("acme/sim", new(10, 1, 0, 0, 0, 0, 0, 9), 0, []),
                new("acme/cad", new(2, 2, 0, 0, 0, 0, 4, 0), 1, []),
            ],
        },
        [
            Holder("ada", "acme/cad", 2, 5), Holder("bob", "acme/sim", 1, 60),
            Holder("cid", "acme/cad", 4, 1) with { State = "queued", Position = 1 },
        ]);

    private static SeatHolder Holder(string user, string feature, int seats, int minutes) => new()
    {
        Lease = new(1),
        User = user,
        Host = "desk",
        Feature = feature,
        Seats = seats,
        State = "active",
        Since = FixedClock.Noon.AddMinutes(-minutes),
    };
}

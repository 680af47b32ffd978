namespace Usher.Ports.Tests;

public sealed class PortWatchTests
{
    private static readonly Listener Lmgrd = Some.Listener("0.0.0.0:27000/tcp", "lmgrd");
    private static readonly Listener Rlm = Some.Listener("0.0.0.0:5053/tcp", "rlm", socket: 2);

    private readonly Notes _notes = new();
    private readonly ManualClock _clock = new();
    private Func<ListenerTable> _machine = () => Some.Table();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_is_told_once()
    {
        var watch = Watch(new());
        await LookAsync(watch, Lmgrd);
        await LookAsync(watch, Lmgrd);
        await LookAsync(watch, Lmgrd, Rlm);
        await LookAsync(watch, Rlm);
        await LookAsync(watch, Rlm);
        Assert.Equal(["Appeared 27000/tcp", "Appeared 5053/tcp", "Gone 27000/tcp"], _notes.Taken);
    }

    [Fact]
    public async Task Another_program_in_the_same_place_is_told_and_a_restart_of_the_same_is_not()
    {
        var watch = Watch(new());
        await LookAsync(watch, Lmgrd);
        await LookAsync(watch, Some.Listener("0.0.0.0:27000/tcp", "lmgrd", pid: 200, socket: 77));
        await LookAsync(watch, Some.Listener("0.0.0.0:27000/tcp", "nc", socket: 78));
        Assert.Equal(["Appeared 27000/tcp", "Replaced 27000/tcp"], _notes.Taken);
    }

    [Fact]
    public async Task An_accepted_neighbour_is_quiet_and_whoever_replaces_it_is_not()
    {
        var watch = Watch(new() { Baseline = Baseline.Empty.With([Lmgrd]) });
        await LookAsync(watch, Lmgrd);
        await LookAsync(watch);
        await LookAsync(watch, Lmgrd);
        Assert.Empty(_notes.Taken);
        await LookAsync(watch, Some.Listener("0.0.0.0:27000/tcp", "nc", socket: 9));
        Assert.Equal(["Replaced 27000/tcp"], _notes.Taken);
    }

    [Fact]
    public async Task Only_watched_ports_are_told()
    {
        var watch = Watch(new() { IsWatched = new PortCheck(new(), ask: null).IsLicense });
        await LookAsync(watch, Lmgrd, Some.Listener("0.0.0.0:22/tcp", "sshd", socket: 3), Some.Listener("0.0.0.0:40000/tcp", "adskflex", socket: 4));
        Assert.Equal(["Appeared 27000/tcp", "Appeared 40000/tcp"], _notes.Taken);
    }

    [Fact]
    public async Task Sockets_that_share_a_place_are_one()
    {
        var watch = Watch(new());
        await LookAsync(watch, Lmgrd, Lmgrd with { SocketId = 2 });
        await LookAsync(watch, Lmgrd with { SocketId = 2 });
        Assert.Equal(["Appeared 27000/tcp"], _notes.Taken);
    }

    [Fact]
    public async Task A_failure_is_told_once_until_looking_works_again()
    {
        var watch = Watch(new());
        _machine = () => throw new PortsException(PortsCodes.CannotRead, "no", "wait");
        await watch.LookAsync(Cancellation);
        await watch.LookAsync(Cancellation);
        await LookAsync(watch, Lmgrd);
        _machine = () => throw new PortsException(PortsCodes.CannotRead, "no", "wait");
        await watch.LookAsync(Cancellation);
        Assert.Equal(["USH7001", "Appeared 27000/tcp", "USH7001"], _notes.Taken);
    }

    [Fact]
    public async Task A_change_that_could_not_be_told_is_told_at_the_next_look()
    {
        var watch = Watch(new());
        _notes.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await LookAsync(watch, Lmgrd));
        _notes.Fails = false;
        await LookAsync(watch, Lmgrd);
        await LookAsync(watch, Lmgrd);
        Assert.Equal(["Appeared 27000/tcp"], _notes.Taken);
    }

    [Fact]
    public async Task It_looks_at_once_and_then_every_period_until_it_is_cancelled()
    {
        _machine = () => Some.Table(Lmgrd);
        using var stop = new CancellationTokenSource();
        var running = Watch(new() { Period = TimeSpan.FromSeconds(2) }).RunAsync(stop.Token);
        Assert.Equal("Appeared 27000/tcp", await _notes.NextAsync());

        _machine = () => Some.Table(Lmgrd, Rlm);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Appeared 5053/tcp", await _notes.NextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private PortWatch Watch(WatchSettings settings) => new(settings, _notes, _clock, _ => _machine());

    private ValueTask LookAsync(PortWatch watch, params Listener[] listeners)
    {
        _machine = () => Some.Table(listeners);
        return watch.LookAsync(Cancellation);
    }

    private sealed class Notes : IPortObserver
    {
        private readonly System.Threading.Channels.Channel<string> _queue = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public List<string> Taken { get; } = [];

        public bool Fails { get; set; }

        public ValueTask<string> NextAsync() => _queue.Reader.ReadAsync(Cancellation);

        public async ValueTask ChangedAsync(IReadOnlyList<PortChange> changes, ListenerTable table, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new InvalidOperationException("nobody listens");
            foreach (var change in changes)
                await Take($"{change.GetType().Name} {change.Listener.PortName}");
        }

        public ValueTask FailedAsync(PortsException failure, CancellationToken cancellationToken) => Take(failure.Code);

        private ValueTask Take(string note)
        {
            Taken.Add(note);
            return _queue.Writer.WriteAsync(note);
        }
    }
}

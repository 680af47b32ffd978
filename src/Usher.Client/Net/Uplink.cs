using Microsoft.Extensions.Logging;

namespace Usher.Client.Net;

/// <summary>
/// Keeps one connection up. Sleeps until somebody first wants it; once it has been up it reconnects by itself, with
/// back-off, until disposed. Whoever wants it while it is down cuts the back-off short, once per call.
/// </summary>
internal sealed partial class Uplink(UsherClientOptions options, Dialer dialer) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource<Connection> _round = NewRound();
    private TaskCompletionSource _wanted = NewSignal();
    private bool _dialing;
    private volatile bool _wasUp;
    private volatile bool _resting;
    private Task? _running;
    private volatile Connection? _current;
    private volatile UsherException? _lastFailure;

    /// <summary>Called when a connection is up, before anybody can ask over it. Must not block.</summary>
    internal Action<Connection> Up { get; set; } = _ => { };

    /// <summary>Called when nothing more comes from the connection. Must not block.</summary>
    internal Action<Connection> Down { get; set; } = _ => { };

    /// <summary>The longest back-off that is worth it now: a lease must not run out because of a long pause.</summary>
    internal Func<TimeSpan> LongestPause { get; set; } = () => NetLimits.BackoffMax;

    internal Connection? Current => _current;

    /// <summary>Why the last round through the servers failed; null when the last one succeeded.</summary>
    internal UsherException? LastFailure => _lastFailure;

    /// <summary>Cancelled when the client is disposed.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>The connection, or the outcome of one round through the servers.</summary>
    /// <exception cref="UsherException">The round failed.</exception>
    internal Task<Connection> ConnectAsync(CancellationToken cancellationToken) =>
        Round(hurry: true).WaitAsync(cancellationToken);

    /// <summary>Nothing, once there has been a connection; before that, one round through the servers.</summary>
    /// <exception cref="UsherException">The round failed.</exception>
    internal Task FirstAsync(CancellationToken cancellationToken) =>
        _wasUp ? Task.CompletedTask : ConnectAsync(cancellationToken);

    /// <summary>The connection, waiting for as many rounds as the caller has time for, if it was ever up.</summary>
    /// <exception cref="UsherException">It was never up and a round failed, or nobody can be trusted.</exception>
    internal async Task<Connection> ReadyAsync(CancellationToken cancellationToken)
    {
        var hurry = true;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await Round(hurry).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ServerUnavailableException) when (_wasUp)
            {
                hurry = false;
            }
        }
    }

    /// <summary>Somebody wants the connection, and does not wait for it.</summary>
    internal void Wake() => _ = Round(hurry: true);

    /// <summary>Closes the connection in good order; the next one is made when somebody wants it.</summary>
    internal void Rest(Connection connection)
    {
        if (!ReferenceEquals(connection, _current))
            return;
        _resting = true;
        connection.End(NetFaults.AtRest());
    }

    /// <summary>Closes the connection and stops reconnecting. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_current is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
        Task? running;
        lock (_gate)
            running = _running;
        if (running is not null)
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        FailRound(new ServerUnavailableException(NetFaults.ClientClosed()));
    }

    private Task<Connection> Round(bool hurry)
    {
        lock (_gate)
        {
            if (!_stopping.IsCancellationRequested)
                _running ??= Task.Run(RunAsync);
            if (hurry && !_dialing && _current is null)
                _wanted.TrySetResult();
            return _round.Task;
        }
    }

    private async Task RunAsync()
    {
        var failures = 0;
        Connection? last = null;
        while (!_stopping.IsCancellationRequested)
        {
            var startedAt = options.TimeProvider.GetTimestamp();
            var connection = await TryDialAsync(last).ConfigureAwait(false);
            if (connection is not null)
                await ServeAsync(last = connection).ConfigureAwait(false);
            if (connection is not null && options.TimeProvider.GetElapsedTime(startedAt) >= NetLimits.SteadyAfter)
                failures = 0;
            var pause = connection?.ReconnectAfter ?? Backoff.After(failures++, LongestPause(), options.Random);
            await PauseAsync(_wasUp && !_resting ? pause : Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }
    }

    private async Task<Connection?> TryDialAsync(Connection? last)
    {
        lock (_gate)
            (_dialing, _wanted, _resting) = (true, NewSignal(), false);
        try
        {
            return await dialer.DialAsync(last, _stopping.Token).ConfigureAwait(false);
        }
        catch (UsherException error)
        {
            LogFailed(options.Logger, error.Code, error.Message);
            FailRound(error);
        }
        catch (OperationCanceledException)
        {
            FailRound(new ServerUnavailableException(NetFaults.ClientClosed()));
        }
        return null;
    }

    private async Task ServeAsync(Connection connection)
    {
        Up(connection);
        lock (_gate)
        {
            (_dialing, _wasUp, _current, _lastFailure) = (false, true, connection, null);
            _round.TrySetResult(connection);
        }
        LogUp(options.Logger, connection.Peer.Address, connection.Peer.Endpoint, connection.Peer.Identity);
        await connection.Closed.ConfigureAwait(false);
        lock (_gate)
            (_current, _round) = (null, NewRound());
        connection.Retired.TrySetResult();
        Down(connection);
        LogDown(options.Logger, connection.Peer.Address, connection.Why?.Message ?? "");
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private void FailRound(UsherException error)
    {
        TaskCompletionSource<Connection> round;
        lock (_gate)
        {
            _lastFailure = error;
            _dialing = false;
            round = _round;
            if (!_stopping.IsCancellationRequested)
                _round = NewRound();
        }
        round.TrySetException(error);
        // Nobody may be waiting for this round.
        _ = round.Task.Exception;
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        Task wanted;
        lock (_gate)
            wanted = _wanted.Task;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var time = Task.Delay(pause, options.TimeProvider, over.Token);
        await Task.WhenAny(time, wanted).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
    }

    private static TaskCompletionSource<Connection> NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1200, LogLevel.Information, "Connected to {Server} at {Endpoint}, identity {Identity}")]
    private static partial void LogUp(ILogger logger, ServerAddress server, string endpoint, Licensing.ServerIdentity identity);

    [LoggerMessage(1201, LogLevel.Warning, "Connection to {Server} is over: {Why}")]
    private static partial void LogDown(ILogger logger, ServerAddress server, string why);

    [LoggerMessage(1202, LogLevel.Warning, "No server: {Code} {Why}")]
    private static partial void LogFailed(ILogger logger, string code, string why);
}

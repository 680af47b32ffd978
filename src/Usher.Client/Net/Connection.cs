using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Threading.Channels;
using Google.Protobuf;
using Usher.Protocol;

namespace Usher.Client.Net;

/// <summary>
/// One connection: a loop that reads and dispatches, a loop that writes whatever waits and flushes once per wake-up,
/// and the requests in flight. Safe to use from any thread.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private const int InFlightMin = 2;

    private readonly Channel<ClientMessage> _output =
        Channel.CreateUnbounded<ClientMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<ulong, PendingRequest> _inFlight = new();
    private readonly SemaphoreSlim _slots = new(WireLimits.RequestsInFlightMax - 1);
    private readonly CancellationTokenSource _ended;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Link _link;
    private readonly TimeProvider _time;
    private readonly Action<Connection, ServerMessage> _onPush;
    private UsherProblem? _why;
    private ulong _lastId;
    private long _askedAt;

    internal Connection(Link link, TimeProvider time, Action<Connection, ServerMessage> onPush)
    {
        (_link, _time, _onPush) = (link, time, onPush);
        _ended = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _ = RunAsync();
    }

    /// <summary>Who is at the other end. Set once, before the connection is shown to anybody.</summary>
    internal ServerPeer Peer { get; set; } = null!;

    /// <summary>How often to show life at least. Set with <see cref="Peer"/>.</summary>
    internal TimeSpan HeartbeatEvery { get; set; }

    /// <summary>After how long without a byte the server closes the connection; zero when it does not say. Set with <see cref="Peer"/>.</summary>
    internal TimeSpan IdleMax { get; set; }

    /// <summary>How long the server asked to stay away after this connection; null when it did not.</summary>
    internal TimeSpan? ReconnectAfter { get; private set; }

    /// <summary>Completes when nothing more will be dispatched; never faults.</summary>
    internal Task Closed => _closed.Task;

    /// <summary>Completes when nobody is given this connection any more; set by whoever gives it.</summary>
    internal TaskCompletionSource Retired { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cancelled when the connection is about to end.</summary>
    internal CancellationToken Ended => _ended.Token;

    /// <summary>This server cannot serve us; others come first.</summary>
    internal bool IsUnfit { get; set; }

    /// <summary>
    /// Whether the client goes on counting on seats that this connection may hold; asked at its end, when nothing more is
    /// read. Set by whoever keeps the seats, before any is asked for.
    /// </summary>
    internal Func<bool> OutlivedBySeats { get; set; } = () => false;

    /// <summary>Why it ended; null while it has not.</summary>
    internal UsherProblem? Why => _why;

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="message">Owned by the connection from now on.</param>
    /// <param name="onAnswer">Called on the reader, before the next message is looked at. Must not block.</param>
    /// <param name="cancellationToken">Stops waiting; the request stays sent, and <paramref name="onAnswer"/> is still called.</param>
    /// <exception cref="ConnectionEndedException">The connection ended first.</exception>
    internal async Task<Answer> AskAsync(ClientMessage message, Action<Answer>? onAnswer, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _askedAt, _time.GetTimestamp());
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Send(message, onAnswer, _slots).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="AskAsync"/>, past the limit of requests in flight: the one place kept for heartbeats.</summary>
    internal Task<Answer> BeatAsync(ClientMessage message, Action<Answer> onAnswer, CancellationToken cancellationToken) =>
        Send(message, onAnswer, slots: null).WaitAsync(cancellationToken);

    /// <summary>Keeps to fewer requests in flight, as the server wishes. One place stays for heartbeats.</summary>
    internal void LimitTo(int inFlightMax)
    {
        for (var max = WireLimits.RequestsInFlightMax; max > Math.Max(inFlightMax, InFlightMin); max--)
            _slots.Wait(TimeSpan.Zero);
    }

    /// <summary>Nothing was asked for so long, heartbeats not counted, and nothing waits for an answer.</summary>
    internal bool IsQuietFor(TimeSpan time) => _inFlight.IsEmpty && _time.GetElapsedTime(Volatile.Read(ref _askedAt)) >= time;

    /// <summary>The server is going away, and asks to be left alone for a while.</summary>
    internal void StayAway(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
            ReconnectAfter = time < NetLimits.ReconnectAfterMax ? time : NetLimits.ReconnectAfterMax;
    }

    /// <summary>Ends the connection now. Idempotent; the first reason counts.</summary>
    internal void End(UsherProblem why)
    {
        Interlocked.CompareExchange(ref _why, why, null);
        _output.Writer.TryComplete();
        _ended.Cancel();
    }

    /// <summary>Writes what still waits, then closes. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _why, NetFaults.ClientClosed(), null);
        _output.Writer.TryComplete();
        _ended.CancelAfter(NetLimits.FarewellMax);
        await Closed.ConfigureAwait(false);
    }

    private Task<Answer> Send(ClientMessage message, Action<Answer>? onAnswer, SemaphoreSlim? slots)
    {
        var pending = new PendingRequest(_time.GetTimestamp(), onAnswer);
        if (slots is not null)
            _ = ReleaseAfterAsync(pending.Done, slots);
        message.Id = Interlocked.Increment(ref _lastId);
        _inFlight[message.Id] = pending;
        if (_output.Writer.TryWrite(message))
            return pending.Done;
        _inFlight.TryRemove(message.Id, out _);
        pending.Fail(_why ?? NetFaults.Ended());
        return pending.Done;
    }

    private static async Task ReleaseAfterAsync(Task<Answer> done, SemaphoreSlim slots)
    {
        await ((Task)done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        slots.Release();
    }

    private async Task RunAsync()
    {
        var writing = WriteAsync();
        var reading = ReadAsync();
        await Task.WhenAny(reading, writing).ConfigureAwait(false);
        End(NetFaults.Ended());
        await Task.WhenAll(reading, writing).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        foreach (var id in _inFlight.Keys)
        {
            if (_inFlight.TryRemove(id, out var pending))
                pending.Fail(_why!);
        }
        _closed.TrySetResult();
    }

    private async Task ReadAsync()
    {
        try
        {
            await DispatchAllAsync(PipeReader.Create(_link.Stream, new StreamPipeReaderOptions(leaveOpen: true))).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ProtocolException or InvalidProtocolBufferException)
        {
            End(NetFaults.NotFrames(error.Message));
        }
        catch (Exception error) when (IsEnd(error))
        {
            End(NetFaults.Ended());
        }
    }

    private async Task DispatchAllAsync(PipeReader input)
    {
        while (true)
        {
            var read = await input.ReadAsync(_ended.Token).ConfigureAwait(false);
            var unread = read.Buffer;
            while (Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out var body))
                Dispatch(ServerMessage.Parser.ParseFrom(body));
            input.AdvanceTo(consumed: unread.Start, examined: unread.End);
            if (read.IsCompleted)
                return;
        }
    }

    private void Dispatch(ServerMessage message)
    {
        if (message.Id == 0 && message.BodyCase == ServerMessage.BodyOneofCase.Failed)
            End(FromWire.Problem(message.Failed)); // The server's last word: why it closes the connection.
        else if (message.Id == 0)
            _onPush(this, message);
        else if (_inFlight.TryRemove(message.Id, out var pending))
            pending.Complete(message);
    }

    private async Task WriteAsync()
    {
        try
        {
            var output = PipeWriter.Create(_link.Stream, new StreamPipeWriterOptions(leaveOpen: true));
            while (await _output.Reader.WaitToReadAsync(_ended.Token).ConfigureAwait(false))
            {
                while (_output.Reader.TryRead(out var message))
                    Frame.Write(output, message);
                await output.FlushAsync(_ended.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            End(NetFaults.Ended());
        }
    }

    /// <remarks>
    /// The end of our bytes tells the server that nobody counts on our seats any more, and the short linger starts. While
    /// that is not so, the connection ends with a reset instead, and the seats wait for as long as we were promised.
    /// </remarks>
    private async Task CloseAsync()
    {
        try
        {
            if (OutlivedBySeats())
                _link.Reset();
            await _link.Stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // It is closed either way.
        }
    }

    private static bool IsEnd(Exception error) =>
        error is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}

using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>
/// One connection: bytes to requests, requests to lanes, answers to bytes. The reading loop belongs to one thread at a
/// time; lanes answer from their own. Its end starts the linger of what it holds.
/// </summary>
internal sealed partial class Session : IAsyncDisposable
{
    private readonly SeatsHandler handler;
    private readonly ConnectionContext connection;
    private readonly PipeReader input;
    private readonly SessionOutput output;
    private readonly SessionLeases leases;
    private readonly SessionPostings postings;
    private readonly SessionPulse pulse;
    private readonly ILogger logger;

    private Holder? holder;
    private bool wantsDatagrams;
    private long asked, answered;
    private volatile bool isStopping;

    // Only the end of the client's own bytes says so; a reset, a time-out or our own closing does not.
    private volatile bool isGone;

    public Session(SeatsHandler handler, ConnectionContext connection, ILogger logger)
    {
        (this.handler, this.connection, this.logger) = (handler, connection, logger);
        input = connection.Transport.Input;
        leases = new SessionLeases(handler.SeatsMetrics);
        output = new SessionOutput(connection.Transport.Output, handler.Limits.OutputBytesMax, CutOff);
        postings = new SessionPostings(this);
        pulse = new SessionPulse(handler.Time, handler.Limits, EndSilently);
    }

    private SeatsMetrics SeatsMetrics => handler.SeatsMetrics;

    /// <summary>Reads until the connection ends, for whatever reason; never throws.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ReadAsync())
            {
            }
        }
        catch (ProtocolException error)
        {
            RefuseConnection(error);
        }
        catch (IOException error)
        {
            LogGone(error, connection.ConnectionId);
        }
        catch (OperationCanceledException)
        {
            // The transport was aborted while reading.
        }
    }

    /// <summary>Starts the linger of what it holds, and hands the last bytes to the transport.</summary>
    public async ValueTask DisposeAsync()
    {
        await pulse.DisposeAsync();
        handler.Leave(this);
        if (isStopping)
            await AnsweredAsync();
        else
            postings.Farewell();
        await output.CloseAsync();
    }

    /// <summary>The server stops: the client is told, what is in flight is answered, and the connection ends.</summary>
    public void Stop()
    {
        isStopping = true;
        if (holder is not null)
        {
            Tell(new ServerMessage
            {
                ShuttingDown = new()
                {
                    Reason = Refusal.ShuttingDown.Message,
                    ReconnectAfterMs = (uint)Refusal.ShuttingDown.RetryAfter.TotalMilliseconds,
                },
            });
        }

        input.CancelPendingRead();
    }

    /// <summary>Sends a push at once.</summary>
    public void Tell(ServerMessage push)
    {
        output.Write(push);
        output.Flush();
    }

    /// <summary>One read of the socket: every whole frame of it, then one posting per lane and one flush.</summary>
    /// <returns>False when the connection ends.</returns>
    private async ValueTask<bool> ReadAsync()
    {
        var read = await input.ReadAsync();
        if (read.IsCanceled || isStopping)
            return false;

        pulse.Beat();
        var unread = read.Buffer;
        try
        {
            while (Frame.TryRead(ref unread, WireLimits.ClientMessageBytesMax, out var body))
                Handle(Parse(body));
        }
        finally
        {
            postings.PostAll();
            output.Flush();
        }

        input.AdvanceTo(unread.Start, unread.End);
        isGone = read.IsCompleted;
        return !isGone;
    }

    private static ClientMessage Parse(in ReadOnlySequence<byte> body)
    {
        try
        {
            return ClientMessage.Parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new ProtocolException(ErrorCodes.BadFrame, $"a frame is not a message of this protocol: {error.Message}");
        }
    }

    private void RefuseConnection(ProtocolException error)
    {
        SeatsMetrics.Drop(DropReason.Protocol);
        SeatsMetrics.Problem(error.Code);
        LogProtocolBroken(connection.ConnectionId, error.Code, error.Message);
        output.Write(new ServerMessage
        {
            Failed = new()
            {
                Code = error.Code,
                Message = error.Message,
                Hint = "use a client library of a version that this server knows; docs/protocol.md describes the wire",
            },
        });
    }

    private void CutOff()
    {
        SeatsMetrics.Drop(DropReason.SlowReader);
        LogSlowReader(connection.ConnectionId, handler.Limits.OutputBytesMax);
        connection.Abort(new ConnectionAbortedException("the client does not read what it is sent"));
    }

    private void EndSilently(string reason)
    {
        SeatsMetrics.Drop(reason);
        LogSilent(connection.ConnectionId, reason);
        input.CancelPendingRead();
    }

    [LoggerMessage(1101, LogLevel.Warning, "Connection {Connection} broke the protocol and is closed: {Code} {Fault}")]
    private partial void LogProtocolBroken(string connection, string code, string fault);

    [LoggerMessage(1102, LogLevel.Warning, "Connection {Connection} does not read; closed with {BytesMax} bytes waiting for it")]
    private partial void LogSlowReader(string connection, int bytesMax);

    [LoggerMessage(1103, LogLevel.Information, "Connection {Connection} was silent too long and is closed: {Reason}")]
    private partial void LogSilent(string connection, string reason);

    [LoggerMessage(1104, LogLevel.Debug, "Connection {Connection} is gone")]
    private partial void LogGone(Exception error, string connection);
}

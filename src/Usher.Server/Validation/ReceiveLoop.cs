using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Validation;

/// <summary>
/// Receives and answers on a thread of its own, blocking: measured 1.6 times as fast as an asynchronous loop. Ends when the
/// socket is closed.
/// </summary>
internal sealed partial class ReceiveLoop : IDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan JoinMax = TimeSpan.FromSeconds(5);

    private readonly Socket socket;
    private readonly IDatagramBatch batch;
    private readonly SourceGate gate;
    private readonly DatagramClerk clerk;
    private readonly ValidationMetrics metrics;
    private readonly ILogger logger;
    private readonly Thread thread;
    private readonly ManualResetEventSlim stopping = new();

    public ReceiveLoop(Socket socket, SourceGate gate, DatagramClerk clerk, ValidationMetrics metrics, ILogger logger)
    {
        (this.socket, this.gate, this.clerk, this.metrics, this.logger) = (socket, gate, clerk, metrics, logger);
        batch = LinuxBatch.IsThere(socket) ? new LinuxBatch(socket) : new SocketBatch(socket);
        thread = new Thread(Run) { IsBackground = true, Name = "usher validation" };
        thread.Start();
    }

    /// <summary>Closes the socket and waits for the thread.</summary>
    public void Dispose()
    {
        stopping.Set();
        socket.Dispose();
        if (!thread.Join(JoinMax))
            return; // It ends with the process; what it uses must outlive it.
        clerk.Dispose();
        stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "No fault may end the service; it is logged.")]
    private void Run()
    {
        while (!stopping.IsSet)
        {
            try
            {
                Serve();
            }
            catch (SocketException error) when (!stopping.IsSet)
            {
                Fail(error);
            }
            catch (Exception error) when (stopping.IsSet || error is ObjectDisposedException)
            {
                return;
            }
            catch (Exception error)
            {
                LogFault(error);
                stopping.Wait(PauseAfterFault);
            }
        }
    }

    private void Serve()
    {
        var count = batch.Receive();
        for (var index = 0; index < count; index++)
        {
            var drop = Judge(index);
            if (drop == DatagramDrop.None)
                batch.Answer(index);
            else
                metrics.Drop(drop);
        }

        for (var refused = batch.Send(); refused > 0; refused--)
            metrics.Drop(DatagramDrop.Socket);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A fault over one datagram must not end the service; it is counted and logged.")]
    private DatagramDrop Judge(int index)
    {
        try
        {
            var drop = gate.Look(batch.SourceAt(index), batch.Family);
            return drop == DatagramDrop.None ? clerk.Handle(batch.QuestionAt(index), batch.AnswerAt(index)) : drop;
        }
        catch (Exception error)
        {
            LogFault(error);
            return DatagramDrop.Malformed;
        }
    }

    /// <summary>Windows says so when a datagram was too long, or an earlier answer found nobody; neither is worth a pause.</summary>
    private void Fail(SocketException error)
    {
        if (error.SocketErrorCode == SocketError.MessageSize)
        {
            metrics.Drop(DatagramDrop.Malformed);
            return;
        }

        metrics.Drop(DatagramDrop.Socket);
        if (error.SocketErrorCode == SocketError.ConnectionReset)
            return;
        LogSocket(error.Message);
        stopping.Wait(PauseAfterFault);
    }

    [LoggerMessage(1560, LogLevel.Debug, "A datagram could not be received or answered: {Reason}")]
    private partial void LogSocket(string reason);

    [LoggerMessage(1561, LogLevel.Error, "A datagram met a fault; it gets no answer")]
    private partial void LogFault(Exception error);
}

using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using Usher.Protocol;

namespace Usher.Server.Seats;

/// <summary>
/// What a session sends: any thread writes, one at a time sends, and what is written meanwhile goes with the next send.
/// No lock is held while the transport works. Bounded: a client that does not read is cut off.
/// </summary>
internal sealed class SessionOutput(PipeWriter pipe, int bytesMax, Action overflown)
{
    private const int BytesKept = 64 * 1024;

    private readonly Lock gate = new();
    private ArrayBufferWriter<byte> waiting = new();
    private ArrayBufferWriter<byte> sending = new();
    private TaskCompletionSource? drained;
    private bool isSending, isClosed;

    /// <summary>Adds a message; it leaves with the next <see cref="Flush"/>.</summary>
    public void Write(IMessage message)
    {
        lock (gate)
        {
            if (isClosed)
                return;
            Frame.Write(waiting, message);
            if (waiting.WrittenCount <= bytesMax)
                return;
            isClosed = true;
        }

        overflown();
    }

    /// <summary>Sends what waits, now or as soon as the send that is under way has ended. Never blocks.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (isSending || waiting.WrittenCount == 0)
                return;
            isSending = true;
            (waiting, sending) = (sending, waiting);
        }

        _ = SendAsync();
    }

    /// <summary>Sends what waits, and accepts nothing more.</summary>
    /// <returns>When everything is with the transport, or lost.</returns>
    public Task CloseAsync()
    {
        Flush();
        lock (gate)
        {
            isClosed = true;
            if (!isSending)
                return Task.CompletedTask;
            drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return drained.Task;
        }
    }

    private async Task SendAsync()
    {
        try
        {
            bool isGone;
            do
            {
                pipe.Write(sending.WrittenSpan);
                isGone = (await pipe.FlushAsync()).IsCompleted;
            }
            while (TakeMore(isGone));
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // The connection is gone; its reader notices and ends the session.
            TakeMore(isGone: true);
        }
    }

    private bool TakeMore(bool isGone)
    {
        lock (gate)
        {
            Empty(ref sending);
            if (isGone)
                isClosed = true;
            if (!isGone && waiting.WrittenCount > 0)
            {
                (waiting, sending) = (sending, waiting);
                return true;
            }

            isSending = false;
        }

        drained?.TrySetResult();
        return false;
    }

    /// <summary>Keeps a buffer for the next send, unless one large answer has blown it up.</summary>
    private static void Empty(ref ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > BytesKept)
            buffer = new ArrayBufferWriter<byte>();
        else
            buffer.ResetWrittenCount();
    }
}

using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Usher.Bench.Load;

/// <summary>One connection in a closed loop: an answer sends the slot's next request; one write per read.</summary>
internal sealed class LoadConnection(IPEndPoint server, bool tls, IExchange exchange, int slots) : IAsyncDisposable
{
    private const int BufferBytes = 256 * 1024;
    private readonly byte[] input = new byte[BufferBytes];
    private readonly ArrayBufferWriter<byte> output = new(BufferBytes);
    private readonly long[] sentAt = new long[slots];
    private Socket? socket;
    private Stream? stream;

    /// <summary>Latencies of the measured time.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Connects, shakes hands, and waits for the opening's answer.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);
        stream = new NetworkStream(socket, ownsSocket: true);
        if (tls)
            stream = await ShakeHandsAsync(stream, cancellationToken);
        if (exchange.WriteOpening(output))
            await ReadOpeningAsync(stream, cancellationToken);
    }

    /// <summary>Keeps every slot busy until told to stop, then waits for what is in flight.</summary>
    public async Task RunAsync(LoadPhase phase, CancellationToken cancellationToken)
    {
        for (var slot = 0; slot < slots; slot++)
            Send(slot);
        var inFlight = slots;
        var buffered = 0;
        while (inFlight > 0)
        {
            if (output.WrittenCount > 0)
                await FlushAsync(cancellationToken);
            var read = await stream!.ReadAsync(input.AsMemory(buffered), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException("the server closed a connection under load");
            buffered = Take(buffered + read, phase, ref inFlight);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stream is not null)
            await stream.DisposeAsync();
        socket?.Dispose();
    }

    /// <summary>Takes whole answers off the front, sends the next requests, keeps the rest.</summary>
    private int Take(int buffered, LoadPhase phase, ref int inFlight)
    {
        var unread = input.AsSpan(0, buffered);
        var now = Stopwatch.GetTimestamp();
        for (int taken; (taken = exchange.TryReadAnswer(unread, out var slot)) > 0; unread = unread[taken..])
        {
            if (phase.IsMeasured)
                Latencies.Record(now - sentAt[slot]);
            if (phase.IsOver || !phase.TakeOne())
                inFlight--;
            else
                Send(slot, now);
        }

        unread.CopyTo(input);
        return unread.Length;
    }

    private void Send(int slot, long now = 0)
    {
        sentAt[slot] = now == 0 ? Stopwatch.GetTimestamp() : now;
        exchange.WriteRequest(slot, output);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await stream!.WriteAsync(output.WrittenMemory, cancellationToken);
        output.ResetWrittenCount();
    }

    private async Task ReadOpeningAsync(Stream from, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        for (var buffered = 0; exchange.TryReadOpening(input.AsSpan(0, buffered)) == 0;)
        {
            var read = await from.ReadAsync(input.AsMemory(buffered), cancellationToken);
            buffered += read > 0 ? read : throw new EndOfStreamException("the server closed a connection at its opening");
        }
    }

    private static async Task<SslStream> ShakeHandsAsync(Stream plain, CancellationToken cancellationToken)
    {
        // A load on a server that this process started itself: who it is does not matter here.
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "usher",
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                ApplicationProtocols = [new SslApplicationProtocol("usher/1")],
            },
            cancellationToken);
        return secure;
    }
}

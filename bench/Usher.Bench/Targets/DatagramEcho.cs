using System.Net;
using System.Net.Sockets;

namespace Usher.Bench.Targets;

/// <summary>What .NET's UDP alone can do: one thread, blocking, each datagram back as it came.</summary>
public static class DatagramEcho
{
    private const int BytesMax = 2048;

    /// <summary>Listens on a free port of loopback, prints <c>ready HOST:PORT</c>, and runs until cancelled.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var echo = new Thread(() => Echo(socket)) { IsBackground = true };
        echo.Start();
        await output.WriteLineAsync($"ready {socket.LocalEndPoint}");
        await output.FlushAsync(cancellationToken);
        var ended = new TaskCompletionSource();
        await using (cancellationToken.Register(ended.SetResult))
            await ended.Task;
    }

    private static void Echo(Socket socket)
    {
        var bytes = new byte[BytesMax];
        var from = new SocketAddress(socket.AddressFamily);
        try
        {
            while (true)
            {
                var length = socket.ReceiveFrom(bytes, SocketFlags.None, from);
                socket.SendTo(bytes.AsSpan(0, length), SocketFlags.None, from);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The process ends.
        }
    }
}

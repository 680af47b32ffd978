using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Google.Protobuf;
using Usher.Protocol;

namespace Usher.EndToEnd.Faults;

/// <summary>A peer that sends what it likes: over TCP, inside TLS if it wants to.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    /// <summary>Longest time that a test waits for the server: generous, so that a busy machine fails nothing.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    private readonly Socket socket;

    private RawPeer(Socket socket) => (this.socket, Stream) = (socket, new NetworkStream(socket, ownsSocket: true));

    /// <summary>The bytes.</summary>
    public Stream Stream { get; private set; }

    public static async Task<RawPeer> ConnectAsync(IPEndPoint server, IPAddress? from = null)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
            socket.Bind(new IPEndPoint(from, 0));
        using var limit = new CancellationTokenSource(WaitMax);
        await socket.ConnectAsync(server, limit.Token);
        return new RawPeer(socket);
    }

    /// <summary>The same inside TLS. Believes any server.</summary>
    public static async Task<RawPeer> SecureAsync(IPEndPoint server, string name = "usher.invalid", IPAddress? from = null)
    {
        var peer = await ConnectAsync(server, from);
        var secure = new SslStream(peer.Stream, leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        peer.Stream = secure;
        using var limit = new CancellationTokenSource(WaitMax);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name, EnabledSslProtocols = SslProtocols.Tls13 }, limit.Token);
        return peer;
    }

    /// <summary>Greets the endpoint of seats.</summary>
    public Task GreetAsync(string user) =>
        SendAsync(new ClientMessage { Id = 1, Hello = new Hello { VersionMin = 1, VersionMax = 1, User = user, Host = "raw" } });

    public async Task SendAsync(ClientMessage message) => await SendAsync(Bytes(message));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(WaitMax);
        await Stream.WriteAsync(bytes, limit.Token);
        await Stream.FlushAsync(limit.Token);
    }

    /// <summary>A message as it is on the wire.</summary>
    public static byte[] Bytes(IMessage message)
    {
        var frame = new ArrayBufferWriter<byte>();
        Frame.Write(frame, message);
        return frame.WrittenSpan.ToArray();
    }

    /// <summary>Reads to the end: until the server closes or resets the connection.</summary>
    /// <returns>How many bytes came.</returns>
    public async Task<long> UntilClosedAsync()
    {
        using var limit = new CancellationTokenSource(WaitMax);
        var buffer = new byte[16 * 1024];
        var bytes = 0L;
        try
        {
            while (await Stream.ReadAsync(buffer, limit.Token) is > 0 and var read)
                bytes += read;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Reset, or closed by us, which are ends too.
        }

        return bytes;
    }

    /// <summary>Ends our half; the other may go on.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The server was first.
        }

        socket.Dispose();
    }
}

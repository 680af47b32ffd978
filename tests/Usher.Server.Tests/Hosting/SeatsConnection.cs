using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Usher.Licensing;
using Usher.Protocol;

namespace Usher.Server.Tests.Hosting;

/// <summary>A client of 1203/tcp down to the bytes.</summary>
internal sealed class SeatsConnection : IAsyncDisposable
{
    private readonly TcpClient socket = new();
    private PipeReader input = null!;
    private Stream stream = null!;
    private ulong lastId;

    public ServerIdentity Peer { get; private set; }

    public SslProtocols Tls { get; private set; }

    public string Alpn { get; private set; } = "";

    public static async Task<SeatsConnection> ConnectAsync(UsherServer server, SslProtocols protocols, params string[] alpn)
    {
        var connection = new SeatsConnection();
        await connection.socket.ConnectAsync(server.Bound[0]);
        var tls = new SslStream(connection.socket.GetStream(), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "usher",
            EnabledSslProtocols = protocols,
            ApplicationProtocols = [.. alpn.Select(name => new SslApplicationProtocol(name))],
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                using var read = new System.Security.Cryptography.X509Certificates.X509Certificate2(certificate!);
                connection.Peer = ServerIdentity.FromSpki(read.PublicKey.ExportSubjectPublicKeyInfo());
                return connection.Peer == server.Identity;
            },
        });
        (connection.Tls, connection.Alpn) = (tls.SslProtocol, tls.NegotiatedApplicationProtocol.ToString());
        return connection.Over(tls);
    }

    public static async Task<SeatsConnection> ConnectPlainAsync(UsherServer server)
    {
        var connection = new SeatsConnection();
        await connection.socket.ConnectAsync(server.Bound[0]);
        return connection.Over(connection.socket.GetStream());
    }

    public async Task<ServerMessage> AskAsync(ClientMessage message)
    {
        message.Id = ++lastId;
        var bytes = new ArrayBufferWriter<byte>();
        Frame.Write(bytes, message);
        await stream.WriteAsync(bytes.WrittenMemory);
        return await ReadAsync();
    }

    public Task<ServerMessage> HelloAsync(string user, params string[] vendorKeys)
    {
        var hello = new Hello { VersionMin = 1, VersionMax = 1, User = user, Host = "host", Agent = "test" };
        hello.VendorKeys.AddRange(vendorKeys);
        return AskAsync(new ClientMessage { Hello = hello });
    }

    public Task<ServerMessage> CheckoutAsync(byte lease, string feature) => AskAsync(new ClientMessage
    {
        Checkout = new() { RequestId = Id((byte)(lease + 100)), Lease = Id(lease), Feature = feature, Seats = 1 },
    });

    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    public async Task<ServerMessage> ReadAsync()
    {
        while (true)
        {
            var read = await input.ReadAsync();
            var unread = read.Buffer;
            if (Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out var body))
            {
                var message = ServerMessage.Parser.ParseFrom(body);
                input.AdvanceTo(unread.Start);
                return message;
            }

            if (read.IsCompleted)
                throw new EndOfStreamException();
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Ends the connection with a TCP reset.</summary>
    public void Reset()
    {
        socket.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await input.CompleteAsync();
        await stream.DisposeAsync();
        socket.Dispose();
    }

    private static Google.Protobuf.ByteString Id(byte value) =>
        Google.Protobuf.ByteString.CopyFrom([.. Enumerable.Repeat(value, WireLimits.IdBytes)]);

    private SeatsConnection Over(Stream over)
    {
        (stream, input) = (over, PipeReader.Create(over));
        return this;
    }
}

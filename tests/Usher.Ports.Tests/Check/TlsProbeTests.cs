using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Usher.Ports.Tests;

public sealed class TlsProbeTests : IDisposable
{
    private const byte HandshakeRecord = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ManualClock _clock = new();

    public TlsProbeTests() => _listener.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task An_usher_is_known_by_the_hash_of_the_key_that_it_proves_to_hold()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answer = Ask();
        await ServeAsync(key, "CN=usher 0123456789abcdef");
        Assert.Equal(new ProbeAnswer.Usher(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))), await answer);
    }

    [Fact]
    public async Task Another_server_with_tls_is_another_server()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answer = Ask();
        await ServeAsync(key, "CN=www.example.org");
        Assert.Equal(new ProbeAnswer.OtherTls("CN=www.example.org"), await answer);
    }

    [Fact]
    public async Task A_stranger_gets_nothing_but_a_handshake_and_is_left_when_it_answers_something_else()
    {
        var answer = Ask();
        using var connection = await _listener.AcceptSocketAsync(Cancellation);
        var received = new byte[4096];
        var length = await connection.ReceiveAsync(received, Cancellation);
        Assert.Equal(HandshakeRecord, received[0]);
        await connection.SendAsync("220 mail.example.org ESMTP\r\n"u8.ToArray(), Cancellation);
        Assert.IsType<ProbeAnswer.NoTls>(await answer);

        // Not a byte more than the one record of the handshake, and at most a TLS alert at the end.
        var recordLength = (received[3] << 8) | received[4];
        Assert.Equal(5 + recordLength, length);
        Assert.InRange(await RestAsync(connection), 0, 7);
    }

    [Fact]
    public async Task One_who_hangs_up_speaks_no_tls()
    {
        var answer = Ask();
        (await _listener.AcceptSocketAsync(Cancellation)).Dispose();
        Assert.IsType<ProbeAnswer.NoTls>(await answer);
    }

    [Fact]
    public async Task One_who_says_nothing_is_left_after_the_time_limit()
    {
        var answer = Ask();
        using var connection = await _listener.AcceptSocketAsync(Cancellation);
        await connection.ReceiveAsync(new byte[4096], Cancellation);
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<ProbeAnswer.Nothing>(await answer);
    }

    [Fact]
    public async Task Nobody_there_is_no_answer()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();
        Assert.IsType<ProbeAnswer.Nothing>(await new TlsProbe(_clock).AskAsync(new IPEndPoint(IPAddress.Loopback, port), Cancellation));
    }

    /// <summary>A wildcard is asked on loopback.</summary>
    private Task<ProbeAnswer> Ask() =>
        new TlsProbe(_clock).AskAsync(Some.Listener($"0.0.0.0:{((IPEndPoint)_listener.LocalEndpoint).Port}/tcp"), Cancellation);

    /// <summary>Who hangs up with bytes unread resets the connection.</summary>
    private static async Task<int> RestAsync(Socket connection)
    {
        try
        {
            return await connection.ReceiveAsync(new byte[4096], Cancellation);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    /// <summary>The session tickets of TLS 1.3 may lie unread when the other side hangs up, which is a reset too.</summary>
    private static async Task<int> EndAsync(SslStream tls)
    {
        try
        {
            return await tls.ReadAsync(new byte[1], Cancellation);
        }
        catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return 0;
        }
    }

    private async Task ServeAsync(ECDsa key, string subject)
    {
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var connection = await _listener.AcceptTcpClientAsync(Cancellation);
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Cancellation);
        Assert.Equal(0, await EndAsync(tls));
    }
}

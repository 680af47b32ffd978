using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Usher.Licensing;

namespace Usher.Client.Tests.Fakes;

/// <summary>A real listener on loopback, with TLS or without; the test plays what is said over it.</summary>
internal sealed class TlsServer : IDisposable
{
    private static readonly SslApplicationProtocol Usher1 = new("usher/1");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    internal TlsServer()
    {
        var request = new CertificateRequest("CN=usher", _key, HashAlgorithmName.SHA256);
        // Long over: dates of certificates do not count, keys do.
        _certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        _listener.Start();
    }

    internal ServerIdentity Identity => ServerIdentity.FromSpki(_key.ExportSubjectPublicKeyInfo());

    internal ServerAddress Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    internal async Task<ServerEnd> AcceptAsync(SslProtocols protocols = SslProtocols.Tls13) => new(await AcceptTlsAsync(protocols));

    internal async Task<Stream> AcceptTlsAsync(SslProtocols protocols = SslProtocols.Tls13)
    {
        var tls = new SslStream((await AcceptPlainAsync()));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificate,
            EnabledSslProtocols = protocols,
            ApplicationProtocols = [Usher1],
        }).Soon();
        Assert.Equal(Usher1, tls.NegotiatedApplicationProtocol);
        return tls;
    }

    internal async Task<Stream> AcceptPlainAsync() => new NetworkStream(await _listener.AcceptSocketAsync().Soon(), ownsSocket: true);

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
        _key.Dispose();
    }
}

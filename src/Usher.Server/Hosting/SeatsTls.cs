using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Usher.Server.Hosting;

/// <summary>TLS of 1203/tcp: version 1.3 alone, with the server's own key.</summary>
internal static class SeatsTls
{
    /// <summary>The protocol's name in TLS (ALPN). A client that names protocols must name it.</summary>
    internal static readonly SslApplicationProtocol Protocol = new("usher/1");

    /// <summary>Puts TLS in front of what follows.</summary>
    /// <exception cref="ServerStartException">The system has no TLS 1.3 for servers (USH5108).</exception>
    internal static void Use(ListenOptions listen, X509Certificate2 certificate, TimeSpan handshakeMax)
    {
        ThrowIfMissing();
        listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate,
            SslProtocols = SslProtocols.Tls13,
            HandshakeTimeout = handshakeMax,
            OnAuthenticate = (_, tls) => tls.ApplicationProtocols = [Protocol],
        });
    }

    /// <summary>Refuses to start where TLS 1.3 cannot be served.</summary>
    /// <exception cref="ServerStartException">The system has no TLS 1.3 for servers (USH5108).</exception>
    internal static void ThrowIfMissing()
    {
        if (OperatingSystem.IsMacOS())
            throw new ServerStartException(NoTls13());
    }

    private static ServerFault NoTls13() => new(
        ServerCodes.NoTls13,
        "this system's TLS library has no TLS 1.3 for servers",
        "run the server on Linux or Windows; for trying things out here, --insecure-loopback serves this machine alone");
}

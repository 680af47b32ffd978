using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Usher.Ports;

/// <summary>
/// Asks a TCP listener who it is by a TLS handshake, which makes it prove that it holds its key, and hangs up. Nothing of
/// ours but the handshake is ever sent.
/// </summary>
/// <param name="time">Measures <paramref name="timeout"/>.</param>
/// <param name="timeout">Longest wait for connecting and the handshake together; 1 s by default.</param>
public sealed class TlsProbe(TimeProvider time, TimeSpan? timeout = null)
{
    private const string UsherSubject = "CN=usher";

    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(1);

    /// <summary>Asks a listener of this machine, at an address on which it can be reached from here.</summary>
    public Task<ProbeAnswer> AskAsync(Listener listener, CancellationToken cancellationToken) => AskAsync(LocalEndpoint(listener), cancellationToken);

    /// <summary>Asks whoever answers at an endpoint.</summary>
    public async Task<ProbeAnswer> AskAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            return await ShakeHandsAsync(socket, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeAnswer.Nothing();
        }
        catch (Exception error) when (error is AuthenticationException or IOException
            or CryptographicException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // The last four: whatever a hostile certificate makes of the classes that read it.
            return new ProbeAnswer.NoTls();
        }
        catch (SocketException)
        {
            return new ProbeAnswer.Nothing();
        }
    }

    /// <summary>The key is read, not judged: whether it is a known one is the check's business.</summary>
    private static async Task<ProbeAnswer> ShakeHandsAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "",
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
            },
            cancellationToken).ConfigureAwait(false);
        if (stream.RemoteCertificate is not X509Certificate2 certificate)
            return new ProbeAnswer.OtherTls("");
        return certificate.Subject.StartsWith(UsherSubject, StringComparison.OrdinalIgnoreCase)
            ? new ProbeAnswer.Usher(Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())))
            : new ProbeAnswer.OtherTls(certificate.Subject);
    }

    private static IPEndPoint LocalEndpoint(Listener listener) => new(
        listener.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
        : listener.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : listener.Address,
        listener.Port);
}

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Admin;

/// <summary>
/// HTTPS to a server that is known by its identity, not by a name: the TLS peer's key decides, whatever the certificate
/// says. The server is called by a name that nothing can resolve, at which it shows its own key.
/// </summary>
internal static class PinnedHandler
{
    /// <summary>What the server is called, in TLS and in the header <c>Host</c>.</summary>
    public const string Name = "usher.invalid";

    private static readonly TimeSpan _connectMax = TimeSpan.FromSeconds(10);

    /// <summary>Every request goes here.</summary>
    public static Uri Root { get; } = new($"https://{Name}");

    /// <summary>Reaches an address and goes on only when <paramref name="accepts"/> says yes to who is there.</summary>
    public static SocketsHttpHandler To(ServerAddress address, Func<ServerIdentity, bool> accepts) => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        ConnectTimeout = _connectMax,
        ConnectCallback = (_, cancellationToken) => ConnectAsync(address, accepts, cancellationToken),
    };

    /// <summary>Who is at an address: nothing is sent but TLS's own greeting.</summary>
    public static async Task<ServerIdentity> MeetAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        var met = default(ServerIdentity);
        await using var stream = await ConnectAsync(
            address,
            identity =>
            {
                met = identity;
                return true;
            },
            cancellationToken);
        return met;
    }

    private static async ValueTask<Stream> ConnectAsync(ServerAddress address, Func<ServerIdentity, bool> accepts, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await tls.AuthenticateAsClientAsync(Options(accepts), cancellationToken);
            return tls;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SslClientAuthenticationOptions Options(Func<ServerIdentity, bool> accepts) => new()
    {
        TargetHost = Name,
        EnabledSslProtocols = SslProtocols.Tls13,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && accepts(IdentityOf(certificate)),
    };

    private static ServerIdentity IdentityOf(X509Certificate certificate)
    {
        using var read = new X509Certificate2(certificate);
        return ServerIdentity.FromSpki(read.PublicKey.ExportSubjectPublicKeyInfo());
    }
}

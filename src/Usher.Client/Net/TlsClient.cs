using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Usher.Licensing;

namespace Usher.Client.Net;

/// <summary>
/// TLS 1.3 with the peer's key as its identity. No certificate authority, name or date counts: TLS proves that the peer
/// holds the key, and <see cref="Trust"/> decides whether that key is one that the vendor's license names.
/// </summary>
internal static class TlsClient
{
    private static readonly SslApplicationProtocol Protocol = new("usher/1");

    internal static async Task<Link> ShakeHandsAsync(
        Stream stream, ServerAddress server, string endpoint, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        ServerIdentity? identity = null;
        try
        {
            await tls.AuthenticateAsClientAsync(
                Options(server, certificate => identity = IdentityOf(certificate)), cancellationToken).ConfigureAwait(false);
            return new Link(tls, identity, endpoint);
        }
        catch (Exception error)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw error switch
            {
                AuthenticationException => new DialException(NetFaults.NoTls(server, (error.InnerException ?? error).Message), error),
                IOException => new DialException(NetFaults.EndedInTls(server), error),
                _ => error,
            };
        }
    }

    private static SslClientAuthenticationOptions Options(ServerAddress server, Func<X509Certificate?, ServerIdentity?> see) => new()
    {
        TargetHost = server.Host,
        EnabledSslProtocols = SslProtocols.Tls13,
        ApplicationProtocols = [Protocol],
        // The key is proven anew on every connection.
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => see(certificate) is not null,
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        },
    };

    private static ServerIdentity? IdentityOf(X509Certificate? certificate) => certificate is X509Certificate2 known
        ? ServerIdentity.FromSpki(known.PublicKey.ExportSubjectPublicKeyInfo())
        : null;
}

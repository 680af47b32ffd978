using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Usher.Server.Identity;
using Usher.Server.Networks;

namespace Usher.Server.Hosting;

/// <summary>
/// TLS of 1455/tcp: version 1.3 alone. Clients that know the server's identity name <see cref="HostNames.Pinned"/> and
/// meet its own key; everybody else meets the certificate of the options, if there is one.
/// </summary>
internal sealed class AdminTls : IDisposable
{
    private readonly X509Certificate2 own;
    private readonly X509Certificate2? forBrowsers;
    private readonly SslStreamCertificateContext ownContext;
    private readonly SslStreamCertificateContext browserContext;

    /// <param name="key">The server's own.</param>
    /// <param name="paths">Of <c>Listen:AdminCertificate</c>: none, a PEM file with all, or certificate and key.</param>
    /// <exception cref="ServerStartException">The certificate cannot be read (USH5109), or the system has no TLS 1.3 (USH5108).</exception>
    internal AdminTls(ServerKey key, ImmutableArray<string> paths)
    {
        SeatsTls.ThrowIfMissing();
        own = key.MakeCertificate();
        ownContext = browserContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true);
        if (paths.IsEmpty)
            return;
        var chain = new X509Certificate2Collection();
        forBrowsers = Read(paths[0], paths[^1], chain);
        browserContext = SslStreamCertificateContext.Create(forBrowsers, chain, offline: true);
    }

    /// <summary>Puts TLS in front of what follows.</summary>
    internal void Use(ListenOptions listen, TimeSpan handshakeMax) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        HandshakeTimeout = handshakeMax,
        OnConnection = connection => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ServerCertificateContext = connection.ClientHelloInfo.ServerName == HostNames.Pinned ? ownContext : browserContext,
        }),
    });

    /// <inheritdoc />
    public void Dispose()
    {
        own.Dispose();
        forBrowsers?.Dispose();
    }

    private static X509Certificate2 Read(string certificatePath, string keyPath, X509Certificate2Collection chain)
    {
        try
        {
            chain.ImportFromPemFile(certificatePath);
            var read = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
            if (!OperatingSystem.IsWindows())
                return read;
            // SChannel cannot use a key that lives in memory only; see ServerKey.
            using (read)
                return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pfx), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ServerStartException(Unreadable(certificatePath, keyPath, error), error);
        }
    }

    private static ServerFault Unreadable(string certificatePath, string keyPath, Exception error) => new(
        ServerCodes.FileUnreadable,
        $"Listen:AdminCertificate cannot be used: '{certificatePath}'{(keyPath == certificatePath ? "" : $" with the key '{keyPath}'")}: {error.Message}",
        "name a PEM file with the certificate and those between it and its authority, then one with its key, without a passphrase");
}

using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Usher.Licensing;
using Usher.Server.Networks;

namespace Usher.Server.Tests.Hosting;

/// <summary>Clients of 1455/tcp.</summary>
internal static class AdminClients
{
    /// <summary>A client that knows the server by its identity, with a token or without.</summary>
    public static HttpClient Pinned(UsherServer server, string? token = null) => To(server, HostNames.Pinned, identity => identity == server.Identity, token);

    /// <summary>A client that calls the server by a name, in TLS and in HTTP, and believes whom <paramref name="accepts"/> does.</summary>
    public static HttpClient To(UsherServer server, string name, Func<ServerIdentity, bool> accepts, string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                var url = new Uri(server.AdminUrls[0]);
                await socket.ConnectAsync(url.Host, url.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => accepts(IdentityOf(certificate!)),
            },
        })
        {
            BaseAddress = new Uri($"https://{name}/api/v1/"),
        };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static ServerIdentity IdentityOf(X509Certificate certificate)
    {
        using var read = new X509Certificate2(certificate);
        return ServerIdentity.FromSpki(read.PublicKey.ExportSubjectPublicKeyInfo());
    }
}

using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Usher.Bench.Targets;

/// <summary>What Kestrel alone can do: bytes in, the same bytes out, one flush per read.</summary>
public static class EchoServer
{
    /// <summary>Listens on a free port of loopback, prints <c>ready HOST:PORT</c>, and runs until cancelled.</summary>
    public static async Task RunAsync(bool tls, TextWriter output, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls)
                UseTls(listen);
            listen.UseConnectionHandler<EchoHandler>();
        }));
        await using var app = builder.Build();
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await output.WriteLineAsync($"ready 127.0.0.1:{new Uri(address).Port}");
        await output.FlushAsync(cancellationToken);
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
    }

    private static void UseTls(ListenOptions listen)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = SelfSigned(),
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = [new SslApplicationProtocol("usher/1")],
        };
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(options) });
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=echo", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private sealed class EchoHandler : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            var (input, output) = (connection.Transport.Input, connection.Transport.Output);
            while (true)
            {
                var read = await input.ReadAsync();
                foreach (var segment in read.Buffer)
                    output.Write(segment.Span);
                input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
                await output.FlushAsync();
            }
        }
    }
}

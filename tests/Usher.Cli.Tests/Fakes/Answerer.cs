using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Usher.Licensing;
using Usher.Protocol;

namespace Usher.Cli.Tests.Fakes;

/// <summary>Somebody on loopback who answers questions of discovery.</summary>
internal sealed class Answerer : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256), _signer;
    private readonly Task _answering;

    /// <summary>Answers until it is disposed.</summary>
    /// <param name="isImpostor">It names a key and signs with another.</param>
    /// <param name="isSilent">It does not answer.</param>
    public Answerer(bool isImpostor = false, bool isSilent = false)
    {
        _signer = isImpostor ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : _key;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _answering = isSilent ? Task.CompletedTask : Task.Run(AnswerAsync);
    }

    public IPEndPoint Endpoint => (IPEndPoint)_socket.LocalEndPoint!;

    public ServerIdentity Identity => ServerIdentity.FromSpki(_key.ExportSubjectPublicKeyInfo());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _key.Dispose();
        _signer.Dispose();
    }

    private async Task AnswerAsync()
    {
        var buffer = new byte[DiscoveryWire.QueryBytes];
        while (true)
        {
            var asked = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
            Assert.True(DiscoveryQuery.TryRead(buffer, out var query));
            var answer = new DiscoveryAnswer
            {
                Nonce = query.Nonce,
                PublicKey = _key.ExportSubjectPublicKeyInfo().AsMemory()[^DiscoveryWire.PublicKeyBytes..],
                SeatsPorts = [1300],
                Name = "license1",
                Version = "0.1.0",
            };
            await _socket.SendToAsync(answer.ToBytes(bytes => _signer.SignData(bytes, HashAlgorithmName.SHA256)), asked.RemoteEndPoint);
        }
    }
}

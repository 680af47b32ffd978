using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using Usher.Client.Net;
using Usher.Licensing;

namespace Usher.Client.Tests.Fakes;

/// <summary>Servers by name, in memory. A name that is not told otherwise accepts; the test plays the server's end.</summary>
internal sealed class FakeNetwork : ITransport
{
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task>> _instead = new();
    private readonly Channel<ServerEnd> _accepted = Channel.CreateUnbounded<ServerEnd>();

    private readonly Channel<string> _dials = Channel.CreateUnbounded<string>();
    private int _dialed;

    /// <summary>Who was dialed, in order.</summary>
    internal ConcurrentQueue<string> Dialed { get; } = new();

    /// <summary>What the server proves in TLS; null is plaintext.</summary>
    internal ServerIdentity? Identity { get; set; } = Some.Identity;

    internal void Refuse(string host) => _instead[host] = _ => throw new DialException(
        NetFaults.Unreachable(new ServerAddress(host), new SocketException((int)SocketError.ConnectionRefused)));

    internal void Hang(string host) => _instead[host] = token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);

    internal void Distrust(string host) => _instead[host] = _ => throw new UntrustedServerException(
        new UsherProblem(ClientCodes.OtherServer, $"{host} is another", "fix it"));

    internal void Accept(string host) => _instead.TryRemove(host, out _);

    internal Task<ServerEnd> AcceptedAsync() => _accepted.Reader.ReadAsync().Soon();

    /// <summary>Completes when the count-th server is dialed.</summary>
    internal async Task DialedAsync(int count)
    {
        while (_dialed < count)
        {
            await _dials.Reader.ReadAsync().Soon();
            _dialed++;
        }
    }

    public async ValueTask<Link> OpenAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        Dialed.Enqueue(server.Host);
        _dials.Writer.TryWrite(server.Host);
        if (_instead.TryGetValue(server.Host, out var instead))
            await instead(cancellationToken);
        var (client, stream) = DuplexStream.Pair();
        var serverEnd = new ServerEnd(stream);
        _accepted.Writer.TryWrite(serverEnd);
        return new Link(client, Identity, server.ToString()) { Reset = () => serverEnd.WasReset = true };
    }
}

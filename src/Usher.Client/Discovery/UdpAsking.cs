using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Usher.Protocol;

namespace Usher.Client.Discovery;

/// <summary>
/// Asks over UDP: the targets that the options name; or, from each address of this machine, everybody on its network by
/// broadcast and by group, and this machine itself.
/// </summary>
internal sealed class UdpAsking : IAsking
{
    /// <summary>Datagrams that wait to be looked at; more are lost, as datagrams are.</summary>
    internal const int WaitingMax = 256;

    private readonly Channel<Heard> _heard = Channel.CreateBounded<Heard>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stopping = new();
    private readonly DiscoveryOptions _options;
    private readonly Dictionary<IPAddress, Socket> _voices = [];
    private readonly List<Task> _hearing = [];

    internal UdpAsking(DiscoveryOptions options) => _options = options;

    /// <remarks>Looks around anew each time: an address may have come since, as the one of a link does when its cable is noticed.</remarks>
    public async ValueTask AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        foreach (var (from, targets) in _options.Targets.Count > 0 ? Named(_options.Targets) : Surrounding.All(_options.Port))
        {
            if (Voice(from) is not { } socket)
                continue;
            foreach (var target in targets)
                await SendAsync(socket, target, question, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<Heard> HearAsync(CancellationToken cancellationToken) => _heard.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var socket in _voices.Values)
            socket.Dispose();
        await Task.WhenAll(_hearing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static IEnumerable<(IPAddress From, IReadOnlyList<IPEndPoint> Targets)> Named(IReadOnlyList<IPEndPoint> targets) =>
        from target in targets
        group target by target.AddressFamily into family
        select (family.Key == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, (IReadOnlyList<IPEndPoint>)[.. family]);

    private Socket? Voice(IPAddress from)
    {
        if (_voices.TryGetValue(from, out var known))
            return known;
        if (Open(from) is not { } socket)
            return null;
        _voices.Add(from, socket);
        _hearing.Add(Task.Run(() => HearAsync(socket)));
        return socket;
    }

    /// <summary>
    /// A socket bound to an address of an interface: on Linux that also sends broadcasts and groups out of there. Null
    /// when the address is gone or not ready.
    /// </summary>
    private static Socket? Open(IPAddress from)
    {
        var socket = new Socket(from.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            if (from.AddressFamily == AddressFamily.InterNetwork)
            {
                socket.EnableBroadcast = true;
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, DiscoveryWire.HopsMax);
                if (!from.Equals(IPAddress.Any))
                    socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, from.GetAddressBytes());
            }
            else
            {
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastTimeToLive, DiscoveryWire.HopsMax);
            }

            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>A network that cannot be reached, or a firewall that says so, is no reason to ask nobody else.</summary>
    private static async ValueTask SendAsync(Socket socket, IPEndPoint target, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendToAsync(question, SocketFlags.None, target, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Nobody hears it there.
        }
    }

    private async Task HearAsync(Socket socket)
    {
        // One byte more than an answer has: what does not fit is none.
        var buffer = new byte[DiscoveryWire.AnswerBytesMax + 1];
        var anybody = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        for (var received = 0; received < Search.DatagramsMax && !_stopping.IsCancellationRequested; received++)
        {
            try
            {
                var heard = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, _stopping.Token).ConfigureAwait(false);
                _heard.Writer.TryWrite(new Heard(buffer.AsSpan(0, heard.ReceivedBytes).ToArray(), ((IPEndPoint)heard.RemoteEndPoint).Address));
            }
            catch (SocketException)
            {
                // Windows says so when a datagram was too long, or nobody listened at a target.
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

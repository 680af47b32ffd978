using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Usher.Protocol;

namespace Usher.Server.Discovery;

/// <summary>One socket of 1455/udp: hears, asks the clerk, answers to where the question came from.</summary>
/// <remarks>
/// The port is taken for this server alone: with SO_REUSEADDR any program of this machine could take the questions over
/// unseen.
/// </remarks>
internal sealed partial class DiscoverySocket : IAsyncDisposable
{
    /// <summary>After so many failures in a row the socket is given up.</summary>
    internal const int FailuresMax = 100;

    private readonly Socket socket;
    private readonly Hearing hearing;
    private readonly DiscoveryClerk clerk;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private volatile IReadOnlyList<LocalInterface> interfaces = [];

    private DiscoverySocket(Socket socket, Hearing hearing, DiscoveryClerk clerk, ILogger logger)
    {
        (this.socket, this.hearing, this.clerk, this.logger) = (socket, hearing, clerk, logger);
        Bound = (IPEndPoint)socket.LocalEndPoint!;
        Join(LocalInterface.All());
        running = Task.Run(RunAsync);
    }

    /// <summary>Where it listens, with the real port.</summary>
    internal IPEndPoint Bound { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    internal static DiscoverySocket Start(Hearing hearing, int port, DiscoveryClerk clerk, ILogger logger)
    {
        var address = hearing.Bind;
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.SetSocketOption(Level(address.AddressFamily), SocketOptionName.PacketInformation, optionValue: true);
            socket.Bind(new IPEndPoint(address, port));
            return new DiscoverySocket(socket, hearing, clerk, logger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Joins the groups on interfaces that are new; asked again whenever the machine's addresses change.</summary>
    internal void Join(IReadOnlyList<LocalInterface> now)
    {
        interfaces = now;
        if (!hearing.IsOpen)
            return;
        foreach (var index in now.Select(one => one.Index(Bound.AddressFamily)).OfType<int>())
        {
            if (Bound.AddressFamily == AddressFamily.InterNetwork)
            {
                Join(SocketOptionLevel.IP, new MulticastOption(DiscoveryWire.Group, index), index);
                continue;
            }

            Join(SocketOptionLevel.IPv6, new IPv6MulticastOption(DiscoveryWire.LinkGroupV6, index), index);
            Join(SocketOptionLevel.IPv6, new IPv6MulticastOption(DiscoveryWire.SiteGroupV6, index), index);
        }
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        socket.Dispose();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    /// <summary>One that is joined already, or does not take groups, says so, and that is fine.</summary>
    private void Join(SocketOptionLevel level, object group, int index)
    {
        try
        {
            socket.SetSocketOption(level, SocketOptionName.AddMembership, group);
        }
        catch (SocketException error)
        {
            if (error.SocketErrorCode != SocketError.AddressAlreadyInUse)
                LogNotJoined(index, error.Message);
        }
        catch (ObjectDisposedException)
        {
            // The machine's addresses changed while the server stopped.
        }
    }

    private async Task RunAsync()
    {
        // One byte more than a question has: what does not fit is too long.
        var buffer = new byte[DiscoveryWire.QueryBytes + 1];
        var failures = 0;
        while (!stopping.IsCancellationRequested && failures < FailuresMax)
        {
            try
            {
                await ServeAsync(buffer);
                failures = 0;
            }
            catch (SocketException error) when (!stopping.IsCancellationRequested)
            {
                // Windows says so too when a datagram was too long, or an earlier answer found nobody.
                clerk.DiscoveryMetrics.Drop(error.SocketErrorCode == SocketError.MessageSize ? DiscoveryDrop.Malformed : DiscoveryDrop.Socket);
                failures++;
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }

        if (failures == FailuresMax)
            LogGivenUp(Bound, FailuresMax);
    }

    private async Task ServeAsync(byte[] buffer)
    {
        var heard = await socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, new IPEndPoint(hearing.Bind, 0), stopping.Token);
        var packet = heard.PacketInformation;
        if (!hearing.Takes(packet.Address, packet.Interface, interfaces))
            clerk.DiscoveryMetrics.Drop(DiscoveryDrop.Elsewhere);
        else if (clerk.Answer(buffer.AsSpan(0, heard.ReceivedBytes), ((IPEndPoint)heard.RemoteEndPoint).Address) is { } answer)
            await socket.SendToAsync(answer, SocketFlags.None, heard.RemoteEndPoint, stopping.Token);
    }

    private static SocketOptionLevel Level(AddressFamily family) =>
        family == AddressFamily.InterNetwork ? SocketOptionLevel.IP : SocketOptionLevel.IPv6;

    [LoggerMessage(1721, LogLevel.Debug, "The group of discovery could not be joined on interface {Index}: {Reason}")]
    private partial void LogNotJoined(int index, string reason);

    [LoggerMessage(1722, LogLevel.Warning, "Discovery on {Endpoint} is given up after {Failures} failures in a row; seats are served as before")]
    private partial void LogGivenUp(IPEndPoint endpoint, int failures);
}

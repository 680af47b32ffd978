using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Seats;

/// <summary>
/// Lets connections in, before TLS: from trusted networks, and not too many. Who is turned away gets no byte.
/// </summary>
internal sealed partial class Door(SeatsSettings limits, Func<IPAddress, bool> isTrusted, ILogger<Door> logger)
{
    /// <summary>Where it counts. Default: for nobody.</summary>
    public SeatsMetrics SeatsMetrics { get; init; } = SeatsMetrics.Unread;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> byAddress = [];
    private int open;

    /// <summary>The middleware: goes before TLS.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate inside) => async connection =>
    {
        var address = AddressOf(connection);
        if (TurnAway(address) is { } reason)
        {
            SeatsMetrics.Drop(reason);
            LogTurnedAway(address, reason);
            connection.Abort();
            return;
        }

        try
        {
            await inside(connection);
        }
        finally
        {
            Leave(address!);
        }
    };

    private static IPAddress? AddressOf(ConnectionContext connection) =>
        connection.RemoteEndPoint is not IPEndPoint { Address: var address } ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address;

    private string? TurnAway(IPAddress? address)
    {
        if (address is null || !isTrusted(address))
            return DropReason.Untrusted;
        lock (gate)
        {
            if (open >= limits.ConnectionsMax)
                return DropReason.TooMany;
            var fromAddress = byAddress.GetValueOrDefault(address);
            if (fromAddress >= limits.ConnectionsPerAddressMax)
                return DropReason.TooManyFromAddress;
            open++;
            byAddress[address] = fromAddress + 1;
        }

        SeatsMetrics.Connections.Add(1);
        return null;
    }

    private void Leave(IPAddress address)
    {
        lock (gate)
        {
            open--;
            if (byAddress[address] == 1)
                byAddress.Remove(address);
            else
                byAddress[address]--;
        }

        SeatsMetrics.Connections.Add(-1);
    }

    [LoggerMessage(1100, LogLevel.Debug, "A connection from {Address} was turned away: {Reason}")]
    private partial void LogTurnedAway(IPAddress? address, string reason);
}

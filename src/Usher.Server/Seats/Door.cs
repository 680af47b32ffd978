using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Usher.Server.Networks;

namespace Usher.Server.Seats;

/// <summary>
/// Lets connections in, before TLS: from trusted networks, and not too many. Who is turned away gets no byte.
/// </summary>
internal sealed partial class Door(SeatsSettings limits, Func<IPAddress, bool> isTrusted, ILogger<Door> logger)
{
    private readonly ConnectionCounts counts = new(limits.ConnectionsMax, limits.ConnectionsPerAddressMax);

    /// <summary>Where it counts. Default: for nobody.</summary>
    public SeatsMetrics SeatsMetrics { get; init; } = SeatsMetrics.Unread;

    /// <summary>The middleware: goes before TLS.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate inside) => async connection =>
    {
        var address = connection.RemoteAddress();
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

    private string? TurnAway(IPAddress? address)
    {
        if (address is null || !isTrusted(address))
            return DropReason.Untrusted;
        var reason = counts.Enter(address) switch
        {
            ConnectionRoom.Full => DropReason.TooMany,
            ConnectionRoom.FullForAddress => DropReason.TooManyFromAddress,
            ConnectionRoom.Free => null,
        };
        if (reason is null)
            SeatsMetrics.Connections.Add(1);
        return reason;
    }

    private void Leave(IPAddress address)
    {
        counts.Leave(address);
        SeatsMetrics.Connections.Add(-1);
    }

    [LoggerMessage(1100, LogLevel.Debug, "A connection from {Address} was turned away: {Reason}")]
    private partial void LogTurnedAway(IPAddress? address, string reason);
}

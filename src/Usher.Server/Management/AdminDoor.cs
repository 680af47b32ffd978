using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Usher.Server.Networks;
using Usher.Server.Options;

namespace Usher.Server.Management;

/// <summary>
/// Lets connections to 1455/tcp in, before TLS: from trusted networks, and not too many; and notes where they come from.
/// Who is turned away gets no byte.
/// </summary>
internal sealed partial class AdminDoor(AccessOptions limits, Func<IPAddress, bool> isTrusted, ILogger<AdminDoor> logger)
{
    private readonly ConnectionCounts counts = new(limits.ConnectionsMax, limits.ConnectionsPerAddressMax);

    /// <summary>A step of Kestrel's connection pipeline.</summary>
    internal ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var address = connection.RemoteAddress();
        if (address is null || !isTrusted(address))
        {
            connection.Abort(new ConnectionAbortedException("not of a trusted network"));
            return;
        }

        if (counts.Enter(address) is var room and not ConnectionRoom.Free)
        {
            LogTurnedAway(address, room);
            connection.Abort(new ConnectionAbortedException("too many connections"));
            return;
        }

        try
        {
            connection.Features.Set(new NetworkCaller(address));
            await next(connection);
        }
        finally
        {
            counts.Leave(address);
        }
    };

    [LoggerMessage(1550, LogLevel.Debug, "A connection from {Address} to the administration was turned away: {Room}")]
    private partial void LogTurnedAway(IPAddress address, ConnectionRoom room);
}

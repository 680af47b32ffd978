using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Usher.Server.Access;
using Usher.Server.Identity;

namespace Usher.Server.Management;

/// <summary>Lets the owner of the server, and root, through the administration socket, and notes who it is.</summary>
internal sealed partial class OwnerGate(ILogger<OwnerGate> logger)
{
    /// <summary>A step of Kestrel's connection pipeline.</summary>
    internal ConnectionDelegate Guard(ConnectionDelegate next) => connection =>
    {
        var peer = connection.Features.Get<IConnectionSocketFeature>() is { } feature ? PeerUser.Of(feature.Socket) : null;
        if (PeerUser.IsOwner(peer))
        {
            connection.Features.Set(new Actor(peer is { } user ? $"uid {user}" : "local", Role.Administrator));
            return next(connection);
        }

        LogRefused(peer, ServerCodes.NotTheOwner);
        connection.Abort(new ConnectionAbortedException("not the owner"));
        return Task.CompletedTask;
    };

    [LoggerMessage(1510, LogLevel.Warning, "Dropped a connection of uid {Peer} to the administration socket: not the owner ({Code})")]
    private partial void LogRefused(uint? peer, string code);
}

using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Networks;

/// <summary>Drops connections from networks that are not trusted, before TLS has cost anything, and counts them.</summary>
internal sealed partial class NetworkGate(TrustedNetworks trusted, ILogger<NetworkGate> logger)
{
    /// <summary>Every so many refusals are worth a line in the log, so that a scan cannot fill the disk.</summary>
    internal const int LoggedEvery = 1000;

    private long refused;

    /// <summary>Connections that were dropped since the start.</summary>
    internal long Refused => Interlocked.Read(ref refused);

    /// <summary>A step of Kestrel's connection pipeline.</summary>
    internal ConnectionDelegate Guard(ConnectionDelegate next) => connection =>
    {
        if (connection.RemoteEndPoint is IPEndPoint peer && trusted.Contains(peer.Address))
            return next(connection);
        Refuse(connection.RemoteEndPoint);
        connection.Abort(new ConnectionAbortedException("the network is not trusted"));
        return Task.CompletedTask;
    };

    private void Refuse(EndPoint? peer)
    {
        if (Interlocked.Increment(ref refused) % LoggedEvery == 1)
            LogRefused(peer, refused);
    }

    [LoggerMessage(1500, LogLevel.Warning,
        "Dropped a connection from {Peer}: its network is not in Networks:Trusted ({Count} dropped since the start)")]
    private partial void LogRefused(EndPoint? peer, long count);
}

using System.Net;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Networks;

/// <summary>Who may connect at all. Counts those who may not, and remembers from where.</summary>
internal sealed partial class NetworkGate(TrustedNetworks trusted, TimeProvider time, ILogger<NetworkGate> logger)
{
    /// <summary>Every so many refusals are worth a line in the log, so that a scan cannot fill the disk.</summary>
    internal const int LoggedEvery = 1000;

    private long refused;

    /// <summary>Connections that were refused since the start.</summary>
    internal long Refused => Interlocked.Read(ref refused);

    /// <summary>Where they came from.</summary>
    internal DroppedSources Sources { get; } = new(time);

    /// <summary>Whether a connection from here is let in. Asked once for each, before TLS has cost anything.</summary>
    internal bool Admits(IPAddress address)
    {
        if (trusted.Contains(address))
            return true;
        var count = Interlocked.Increment(ref refused);
        Sources.Add(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        if (count % LoggedEvery == 1)
            LogRefused(address, count);
        return false;
    }

    [LoggerMessage(1500, LogLevel.Warning,
        "Dropped a connection from {Address}: it is in no network of Networks:Trusted ({Count} dropped since the start)")]
    private partial void LogRefused(IPAddress address, long count);
}

namespace Usher.Client.Net;

/// <summary>Times of the connection that nobody needs to set.</summary>
internal static class NetLimits
{
    /// <summary>For the last messages of a connection that is closed in good order.</summary>
    internal static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(1);

    /// <summary>Before the first attempt to reconnect, at most.</summary>
    internal static readonly TimeSpan BackoffMin = TimeSpan.FromMilliseconds(250);

    /// <summary>Between attempts to reconnect, at most.</summary>
    internal static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(30);

    /// <summary>A connection that ends earlier counts as another failure, so that a server that hangs up at once is not hammered.</summary>
    internal static readonly TimeSpan SteadyAfter = TimeSpan.FromSeconds(10);

    /// <summary>A server that is busy or going away and names no time is asked again after so long.</summary>
    internal static readonly TimeSpan BusyDefault = TimeSpan.FromMilliseconds(200);

    /// <summary>A server cannot ask to stay away for longer.</summary>
    internal static readonly TimeSpan ReconnectAfterMax = TimeSpan.FromMinutes(5);

    /// <summary>Heartbeats when the server names no interval.</summary>
    internal static readonly TimeSpan HeartbeatDefault = TimeSpan.FromSeconds(30);

    /// <summary>Heartbeats are not sent more often, however short a lease is.</summary>
    internal static readonly TimeSpan HeartbeatMin = TimeSpan.FromSeconds(1);

    /// <summary>Returned leases that could not be told to a server yet; above it the oldest are left to their linger.</summary>
    internal const int OwedReturnsMax = 1000;
}

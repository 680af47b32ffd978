using Microsoft.AspNetCore.Server.Kestrel.Core;
using Usher.Server.Management;

namespace Usher.Server.Hosting;

/// <summary>What one HTTP connection may take of the server. Seats are not HTTP and have limits of their own.</summary>
internal static class HttpLimits
{
    /// <summary>Longest time for the head of a request.</summary>
    internal static readonly TimeSpan HeadersMax = TimeSpan.FromSeconds(10);

    /// <summary>Longest silence between two requests.</summary>
    internal static readonly TimeSpan KeepAliveMax = TimeSpan.FromSeconds(120);

    /// <summary>Longest head, in bytes.</summary>
    internal const int HeadersBytesMax = 16 * 1024;

    /// <summary>Most header fields.</summary>
    internal const int HeadersMaxCount = 64;

    /// <summary>Most requests at once in one HTTP/2 connection.</summary>
    internal const int StreamsMax = 100;

    /// <summary>A body must come at this rate, in bytes a second, after <see cref="SlowBodyGrace"/>.</summary>
    internal const int BodyBytesPerSecondMin = 240;

    /// <summary>How long a body may be slower.</summary>
    internal static readonly TimeSpan SlowBodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>Sets them.</summary>
    internal static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = AdminFaults.BodyBytesMax;
        limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        limits.MaxRequestHeaderCount = HeadersMaxCount;
        limits.RequestHeadersTimeout = HeadersMax;
        limits.KeepAliveTimeout = KeepAliveMax;
        limits.MinRequestBodyDataRate = new(BodyBytesPerSecondMin, SlowBodyGrace);
        limits.Http2.MaxStreamsPerConnection = StreamsMax;
    }
}

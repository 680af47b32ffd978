using System.Net;

namespace Usher.Client;

/// <summary>How servers are looked for.</summary>
/// <remarks>Read when the search begins; later changes have no effect on it.</remarks>
public sealed class DiscoveryOptions
{
    /// <summary>Most <see cref="Targets"/>.</summary>
    public const int TargetsMax = 64;

    /// <summary>Most <see cref="Tries"/>.</summary>
    public const int TriesMax = 5;

    /// <summary>Most servers that one search gives; answers of more are ignored.</summary>
    public const int ServersLimit = 256;

    /// <summary>Shortest <see cref="Wait"/>: 100 ms.</summary>
    public static readonly TimeSpan WaitMin = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest <see cref="Wait"/>: 30 s.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    /// <summary>How long answers are collected. <see cref="WaitMin"/> to <see cref="WaitMax"/>. Default 1 s.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the question is sent within <see cref="Wait"/>, because datagrams get lost. 1 to <see cref="TriesMax"/>. Default 2.</summary>
    public int Tries { get; set; } = 2;

    /// <summary>The UDP port that is asked on every network of this machine. 1 to 65 535. Default 1455.</summary>
    public int Port { get; set; } = Usher.Protocol.DiscoveryWire.Port;

    /// <summary>
    /// Ask these, and nobody else: for networks that let no broadcast through, and for tests. Up to <see cref="TargetsMax"/>.
    /// Default: none, which asks every network of this machine by broadcast and multicast, and the machine itself.
    /// </summary>
    public IReadOnlyList<IPEndPoint> Targets { get; set; } = [];

    /// <summary>Ask only servers of this feature: "feature" or "vendor/feature", up to 128 bytes. Default: all.</summary>
    public string Feature { get; set; } = "";

    /// <summary>The search ends early once so many servers have answered. 1 to <see cref="ServersLimit"/>, the default.</summary>
    public int ServersMax { get; set; } = ServersLimit;
}

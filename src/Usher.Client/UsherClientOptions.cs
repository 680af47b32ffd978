using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Licensing;

namespace Usher.Client;

/// <summary>Which servers, whom to trust, who asks, and how long to wait.</summary>
/// <remarks>Read once, when the client is made; later changes have no effect.</remarks>
public sealed class UsherClientOptions
{
    /// <summary>Longest grace: 7 days.</summary>
    public static readonly TimeSpan GraceMax = TimeSpan.FromDays(7);

    /// <summary>
    /// The servers, in the order of preference: up to <see cref="ServerAddress.ListMax"/>. None: each round looks for servers
    /// on the network (<see cref="Discovery"/>), and tries those that answer.
    /// </summary>
    public IReadOnlyList<ServerAddress> Servers { get; set; } = [];

    /// <summary>How servers are looked for when <see cref="Servers"/> names none. What is found must be trusted like any other.</summary>
    public DiscoveryOptions Discovery { get; set; } = new();

    /// <summary>
    /// The vendors whose licenses count. A server is trusted if a license signed by one of them names the key that the
    /// server proves in TLS.
    /// </summary>
    public IReadOnlyList<VendorPublicKey> VendorKeys { get; set; } = [];

    /// <summary>Servers that are trusted by identity, without a license: for administration tools.</summary>
    public IReadOnlyList<ServerIdentity> PinnedIdentities { get; set; } = [];

    /// <summary>
    /// Asked about a server that neither a license nor a pin vouches for, before anything is asked of it: for tools that
    /// trust on first use. Called on a thread of the pool; its time counts as connect time. Default: none, which is no.
    /// </summary>
    public Func<ServerPeer, ValueTask<bool>>? AcceptIdentity { get; set; }

    /// <summary>
    /// No TLS, to loopback addresses only; any other address is refused (USH3110). Nothing about the server is proven:
    /// for development and measurement. Default false. There is never a fall-back from TLS to this.
    /// </summary>
    public bool InsecureLoopback { get; set; }

    /// <summary>Who asks. Default: the environment's user name. Cut to 128 characters.</summary>
    public string User { get; set; } = Surroundings.User;

    /// <summary>On which host. Default: the machine's name. Cut to 128 characters.</summary>
    public string Host { get; set; } = Surroundings.Host;

    /// <summary>On which display or terminal. Default: DISPLAY, WAYLAND_DISPLAY, SSH_TTY or SESSIONNAME. Cut to 128 characters.</summary>
    public string Display { get; set; } = Surroundings.Display;

    /// <summary>Which program. Default: process name and process id. Cut to 128 characters.</summary>
    public string Application { get; set; } = Surroundings.Application;

    /// <summary>Time for one server: name, TCP, TLS, hello and trust together. Above 0 to 1 h. Default 3 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time for one round through all servers. Above 0 to 1 h. Default 10 s.</summary>
    public TimeSpan ConnectBudget { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time for one answer, reconnecting and asking again included; what a checkout waits in the queue comes on top.
    /// Above 0 to 1 h. Default 5 s.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long after the last answer about a lease it is still honored when no server answers: 0 to
    /// <see cref="GraceMax"/>. A lease's own life always counts; this counts beyond it. Default zero.
    /// </summary>
    /// <remarks>
    /// The vendor's choice, with its price: while <see cref="Lease.State"/> is <see cref="LeaseState.Grace"/>,
    /// <see cref="Lease.Lost"/> has not fired, although the server may have given the seat to somebody else. One person
    /// more than licensed can work for that long, against nobody being thrown out because a server is down.
    /// </remarks>
    public TimeSpan Grace { get; set; }

    /// <summary>The clock. Default: the machine's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where ids and jitter come from. Default: the machine's random numbers.</summary>
    public RandomSource Random { get; set; } = RandomSource.System;

    /// <summary>Where the client tells what it does. Default: nowhere.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;
}

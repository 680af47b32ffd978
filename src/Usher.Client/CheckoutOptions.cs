namespace Usher.Client;

/// <summary>How to take a seat. The defaults ask for one seat of any version, at once.</summary>
public sealed record CheckoutOptions
{
    /// <summary>Lowest priority in the queue.</summary>
    public const int PriorityMin = -100;

    /// <summary>Highest priority in the queue.</summary>
    public const int PriorityMax = 100;

    /// <summary>Most seats in one request.</summary>
    public const int SeatsMax = 65_535;

    /// <summary>Longest wait in the queue; a longer one is cut to it: 24 h.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromHours(24);

    /// <summary>How many seats, all or none: 1 to <see cref="SeatsMax"/>. Default 1.</summary>
    public int Seats { get; init; } = 1;

    /// <summary>The lowest version of license that will do, such as <c>2.0</c>. Default: any.</summary>
    public string Version { get; init; } = "";

    /// <summary>
    /// Longest time to queue for a seat; zero answers at once, <see cref="Timeout.InfiniteTimeSpan"/> is
    /// <see cref="WaitMax"/>. Rounded up to whole seconds. Default zero.
    /// </summary>
    public TimeSpan Wait { get; init; }

    /// <summary>
    /// Wanted life of the lease between signs of life; the server clamps it (5 s to 24 h by its defaults). Default zero:
    /// what the server thinks best, 15 min unless configured otherwise.
    /// </summary>
    public TimeSpan Ttl { get; init; }

    /// <summary>Place in the queue: higher goes first, equal goes by arrival. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// The lease lives by its time alone: not renewed by this client, not returned by disposing, not tied to the
    /// connection. Return it with <see cref="UsherClient.CheckInAsync"/>, also from another process. Default false.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>
    /// The lease needs no connection: datagrams keep it alive while this client lives, and the connection is closed when
    /// nobody else needs it. Disposing gives it back. For programs that are many: a connection costs the server far more
    /// than a lease. Where datagrams do not get through, a connection keeps it. Not together with <see cref="Detached"/>.
    /// Default false.
    /// </summary>
    public bool Connectionless { get; init; }

    /// <summary>Resumes this lease, if it is still ours, instead of making a new one. Default: a new one.</summary>
    public LeaseId? LeaseId { get; init; }

    /// <summary>Told the place in the queue whenever it changes; on a thread of the pool, one call at a time.</summary>
    public Action<QueuePlace>? OnQueued { get; init; }
}

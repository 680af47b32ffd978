namespace Usher.Client;

/// <summary>What a lease is worth at this moment.</summary>
public enum LeaseState
{
    /// <summary>The seat is held: a server has promised it for longer than now.</summary>
    Held,

    /// <summary>
    /// The promise has run out and no server answers, but the application chose to honor it a while longer
    /// (<see cref="UsherClientOptions.Grace"/>). The seat may be somebody else's by now.
    /// </summary>
    Grace,

    /// <summary>The seat is gone: <see cref="Lease.Lost"/> has fired and <see cref="Lease.LostReason"/> says why.</summary>
    Lost,

    /// <summary>This program gave it back, or let go of it.</summary>
    Returned,
}
